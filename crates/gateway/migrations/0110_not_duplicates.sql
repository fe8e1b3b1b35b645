-- Pairs of people of whom somebody has said that they are two. It is forgotten with the people.
CREATE TABLE not_duplicates (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    said_at TEXT NOT NULL,
    said_by TEXT NOT NULL,
    PRIMARY KEY (workspace, one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_duplicates_by_one ON not_duplicates (one);
CREATE INDEX not_duplicates_by_other ON not_duplicates (other);

-- Who became part of whom, in which batch of the change log. It is so as long as the one is in the bin of that batch.
CREATE TABLE merged_people (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    batch BLOB NOT NULL,
    gone TEXT NOT NULL,
    stays TEXT NOT NULL,
    PRIMARY KEY (batch, gone)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_people_by_gone ON merged_people (gone);
CREATE INDEX merged_people_by_stays ON merged_people (workspace, stays);

-- Whose a submission was before a batch: submissions stand outside the change log, and go back with it all the same.
CREATE TABLE moved_submissions (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    batch BLOB NOT NULL,
    draft TEXT NOT NULL,
    person TEXT NOT NULL,
    PRIMARY KEY (batch, draft)
) STRICT, WITHOUT ROWID;
CREATE INDEX moved_submissions_by_person ON moved_submissions (person);

CREATE TRIGGER not_duplicates_go_with_their_people AFTER DELETE ON records WHEN OLD.kind = 'person'
BEGIN
    -- Of who became part of another one, that one is said to be two with the others.
    INSERT OR IGNORE INTO not_duplicates (workspace, one, other, said_at, said_by)
        SELECT pairs.workspace, MIN(merged_people.stays, pairs.beside), MAX(merged_people.stays, pairs.beside), pairs.said_at, pairs.said_by
        FROM (SELECT workspace, CASE one WHEN OLD.id THEN other ELSE one END AS beside, said_at, said_by
              FROM not_duplicates WHERE one = OLD.id OR other = OLD.id) AS pairs
        JOIN merged_people ON merged_people.gone = OLD.id AND merged_people.batch = OLD.deleted_in AND merged_people.stays <> pairs.beside
        WHERE EXISTS (SELECT 1 FROM records WHERE kind = 'person' AND id = merged_people.stays);
    DELETE FROM not_duplicates WHERE one = OLD.id OR other = OLD.id;
    DELETE FROM merged_people WHERE gone = OLD.id OR stays = OLD.id;
    DELETE FROM moved_submissions WHERE person = OLD.id;
END;
