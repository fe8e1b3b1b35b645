-- Ids of dialects in which they are texts (Samdock): made by a client, or given by us. One stays with its record, and goes with it.
CREATE TABLE dialect_ids (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    -- That of a record; or `branch`, whose key stands behind that of its organization (`{organization}/{branch}`); or `note`, for the
    -- note about a person that the dialect has as a member of the person, whose key its id is.
    kind TEXT NOT NULL,
    foreign_id TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (workspace, dialect, kind, foreign_id),
    UNIQUE (kind, record, dialect)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dialect_ids_go_with_their_record AFTER DELETE ON records
BEGIN
    DELETE FROM dialect_ids WHERE kind = OLD.kind AND record = OLD.id;
    -- What comes after `/` is `0`.
    DELETE FROM dialect_ids WHERE OLD.kind = 'organization' AND kind = 'branch' AND record > OLD.id || '/' AND record < OLD.id || '0';
END;

-- The people at whom a client of a dialect has looked, by the name of its token.
CREATE TABLE dialect_last_seen (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    who TEXT NOT NULL,
    person TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (workspace, dialect, who, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX dialect_last_seen_by_person ON dialect_last_seen (person);
CREATE TRIGGER dialect_last_seen_goes_with_the_person AFTER DELETE ON records WHEN OLD.kind = 'person'
BEGIN
    DELETE FROM dialect_last_seen WHERE person = OLD.id;
END;
