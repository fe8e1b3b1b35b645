-- Entries of a record that a dialect numbers one by one (ONLYOFFICE: the phones, e-mail addresses and links of a contact): what was said
-- of each, and what we would have said ourselves at that time; nothing of the latter where the record has no place for it.
-- A number is never given twice: of an entry that is gone the row stays, and says nothing.
CREATE TABLE dialect_entries (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    said TEXT,
    ours TEXT,
    PRIMARY KEY (workspace, dialect, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX dialect_entries_by_record ON dialect_entries (kind, record, dialect);
CREATE TRIGGER dialect_entries_go_with_their_record AFTER DELETE ON records
BEGIN
    UPDATE dialect_entries SET record = '', said = NULL, ours = NULL WHERE kind = OLD.kind AND record = OLD.id;
END;

-- Tags that were made in a dialect before anybody had them (ONLYOFFICE), and stay when nobody has them any more.
CREATE TABLE dialect_tags (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    tag TEXT NOT NULL,
    PRIMARY KEY (workspace, dialect, tag)
) STRICT, WITHOUT ROWID;
