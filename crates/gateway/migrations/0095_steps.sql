-- Which batch took back which: an undo, or an undo of an undo. `spent` where it is in force no longer, or never was an undo.
CREATE TABLE undos (
    batch BLOB PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    of BLOB NOT NULL,
    spent INTEGER NOT NULL
) STRICT;
CREATE INDEX undos_by_undone ON undos (workspace, of);
CREATE INDEX changes_by_author ON changes (workspace, by, sequence);

-- What a batch in another CRM was: something done, taken back, or done again.
ALTER TABLE foreign_undos ADD COLUMN stage TEXT NOT NULL DEFAULT 'done';
