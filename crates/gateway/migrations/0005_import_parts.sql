-- The parts of imports that are stored: one whose answer was lost, and that is sent again, is answered as before.
CREATE TABLE import_parts (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    batch BLOB NOT NULL,
    part INTEGER NOT NULL,
    ids TEXT NOT NULL,
    PRIMARY KEY (workspace, batch, part)
) STRICT;
