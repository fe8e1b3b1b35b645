-- By what people are known again: UID, e-mail addresses, phone numbers with the name. Derived from their records.
CREATE TABLE identities (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    key TEXT NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (workspace, key, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_by_record ON identities (id);

-- The way in which rows are derived from records. Where the program's is newer, they are derived anew when it starts.
CREATE TABLE derivation (version INTEGER NOT NULL) STRICT;
INSERT INTO derivation (version) VALUES (0);
