-- What records are called in other systems, whose ids are of other shapes (24 hexadecimal digits, nanoids, integers).
CREATE TABLE foreign_ids (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    kind TEXT NOT NULL,
    foreign_id TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, dialect, kind, foreign_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX foreign_ids_by_record ON foreign_ids (kind, id);
