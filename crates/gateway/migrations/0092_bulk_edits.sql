-- Batches that change many people, part after part: only who began one goes on with it.
CREATE TABLE bulk_edits (
    batch BLOB NOT NULL PRIMARY KEY,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    user BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    edit TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
