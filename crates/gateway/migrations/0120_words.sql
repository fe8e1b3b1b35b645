-- What renaming, merging and deleting words has done to the entries of dialects' lists: what was there before and after, so that an undo of
-- the batch takes it back. `tags` is the list of `dialect_tags`, whose tags are their own ids.
CREATE TABLE word_changes (
    number INTEGER PRIMARY KEY,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    batch BLOB NOT NULL,
    dialect TEXT NOT NULL,
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX word_changes_by_batch ON word_changes (workspace, batch);

-- `links` has all words that records are given: tags, stages, address types, roles, relation types. All is derived anew.
UPDATE derivation SET version = 0;
