-- Records: people, organizations, relations, notes, drafts and inbound sources, as the model writes them.
-- `content` is the truth; everything in the tables below this one is derived from it, in the same transaction.
CREATE TABLE records (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    deleted_at TEXT,
    deleted_by TEXT,
    deleted_in BLOB,
    name TEXT NOT NULL,
    -- The person that a note is about; the newest-first order of drafts uses created_at.
    parent TEXT,
    content TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX records_by_parent ON records (workspace, kind, parent) WHERE deleted_at IS NULL;
CREATE INDEX records_by_creation ON records (workspace, kind, created_at, id) WHERE deleted_at IS NULL;
CREATE INDEX records_in_bin ON records (workspace, deleted_at) WHERE deleted_at IS NOT NULL;

-- The change log: append-only. Undo, bin, history and import reverts are read from it.
CREATE TABLE changes (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    batch BLOB NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    action TEXT NOT NULL,
    version INTEGER NOT NULL,
    at TEXT NOT NULL,
    by TEXT NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX changes_by_batch ON changes (workspace, batch);
CREATE INDEX changes_by_record ON changes (kind, id, sequence);

CREATE TRIGGER changes_are_not_rewritten BEFORE UPDATE ON changes
-- What a purge may do: forget what a record said, 30 days after it was deleted.
WHEN NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.batch <> OLD.batch
    OR NEW.action <> OLD.action OR NEW.at <> OLD.at OR NEW.by <> OLD.by
BEGIN
    SELECT RAISE(ABORT, 'the change log is append-only');
END;
CREATE TRIGGER changes_are_not_deleted BEFORE DELETE ON changes
BEGIN
    SELECT RAISE(ABORT, 'the change log is append-only');
END;

-- Lists of people and organizations: sort keys, folded to lower case without accents, and what a row shows.
CREATE TABLE listed (
    number INTEGER PRIMARY KEY,
    workspace BLOB NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    by_family TEXT NOT NULL,
    by_given TEXT NOT NULL,
    by_business TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    summary TEXT NOT NULL,
    UNIQUE (kind, id)
) STRICT;
CREATE INDEX listed_by_family ON listed (workspace, kind, by_family, id);
CREATE INDEX listed_by_given ON listed (workspace, kind, by_given, id);
CREATE INDEX listed_by_business ON listed (workspace, kind, by_business, id);
CREATE INDEX listed_by_creation ON listed (workspace, kind, created_at, id);
CREATE INDEX listed_by_change ON listed (workspace, kind, changed_at, id);

-- What can be searched, by the number of its row in `listed`; folded like the sort keys.
CREATE VIRTUAL TABLE searched USING fts5 (text, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');

-- Tags of people, organizations of people, and both people of a relation.
CREATE TABLE links (
    workspace BLOB NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    link TEXT NOT NULL,
    target TEXT NOT NULL,
    PRIMARY KEY (kind, id, link, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_target ON links (workspace, link, target);
