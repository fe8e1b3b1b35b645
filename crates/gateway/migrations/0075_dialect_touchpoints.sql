-- Touchpoints (cobra CRM): what is noted about several people at once. Each of the people has a note of it, which staff read where the
-- person is; together they are the touchpoint of an id. A note that nobody has named one by an id yet gets one when it is first told.
CREATE TABLE dialect_touchpoints (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    id TEXT NOT NULL,
    note TEXT NOT NULL,
    -- Where the person of the note stands among those of the touchpoint.
    place INTEGER NOT NULL,
    PRIMARY KEY (workspace, dialect, id, note),
    UNIQUE (note, dialect)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER dialect_touchpoints_go_with_their_note AFTER DELETE ON records WHEN OLD.kind = 'note'
BEGIN
    DELETE FROM dialect_touchpoints WHERE note = OLD.id;
END;
