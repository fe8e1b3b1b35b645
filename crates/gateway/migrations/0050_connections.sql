-- Connections to other CRMs. The secret is encrypted; its key is not in the database.
CREATE TABLE connections (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    id TEXT NOT NULL,
    system TEXT NOT NULL,
    name TEXT NOT NULL,
    address TEXT NOT NULL,
    organisation TEXT NOT NULL,
    secret BLOB NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
) STRICT;

-- Which key of ours stands for which id there.
CREATE TABLE foreign_records (
    workspace BLOB NOT NULL,
    connection TEXT NOT NULL,
    kind TEXT NOT NULL,
    foreign_id TEXT NOT NULL,
    id BLOB NOT NULL,
    PRIMARY KEY (workspace, connection, kind, foreign_id),
    UNIQUE (workspace, connection, kind, id),
    FOREIGN KEY (workspace, connection) REFERENCES connections (workspace, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- How what was done there is taken back.
CREATE TABLE foreign_undos (
    batch BLOB PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL,
    connection TEXT NOT NULL,
    inverse TEXT NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    FOREIGN KEY (workspace, connection) REFERENCES connections (workspace, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX foreign_undos_by_time ON foreign_undos (at);
