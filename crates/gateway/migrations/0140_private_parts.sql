-- Business cards and notes that one member of staff alone sees. They stand in no record, so that nothing that is made of records tells them.
CREATE TABLE private_parts (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    owner BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('card', 'note')),
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    -- Which of the cards it is, among those that its owner sees; of a note 0.
    place INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (workspace, owner, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX private_parts_by_person ON private_parts (person);
CREATE INDEX private_parts_by_id ON private_parts (kind, id);

-- What a batch did to them, for undoing it: a row of `private_parts` as JSON, before and after; none where it was not there.
CREATE TABLE private_changes (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    batch BLOB NOT NULL,
    owner BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    -- Whose part it was, and whose it became.
    person_before TEXT,
    person_after TEXT,
    before TEXT,
    after TEXT,
    PRIMARY KEY (batch, owner, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX private_changes_by_time ON private_changes (at);
CREATE INDEX private_changes_by_person_before ON private_changes (person_before);
CREATE INDEX private_changes_by_person_after ON private_changes (person_after);

-- Whoever is gone for good takes along what was private about them.
CREATE TRIGGER private_parts_go_with_their_person AFTER DELETE ON records WHEN OLD.kind = 'person'
BEGIN
    DELETE FROM private_parts WHERE person = OLD.id;
    DELETE FROM private_changes WHERE person_before = OLD.id OR person_after = OLD.id;
END;
