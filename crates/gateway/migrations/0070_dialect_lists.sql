-- Lists of which a dialect lets choose (cobra CRM: tags, life cycles, address types, legal forms): entries by the ids that are told of them.
-- What was chosen stands in the records as a text, and stays there when its entry is gone.
CREATE TABLE dialect_lists (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    -- The list, as the dialect's addresses name it: `people/orgatags`.
    list TEXT NOT NULL,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    category TEXT NOT NULL,
    color TEXT NOT NULL,
    PRIMARY KEY (workspace, dialect, list, id),
    UNIQUE (workspace, dialect, list, category, text)
) STRICT, WITHOUT ROWID;

-- A business card is a part of a person: its key stands behind that of the person in `dialect_ids` (kind `card`, `{person}/{card}`).
CREATE TRIGGER dialect_ids_of_cards_go_with_their_person AFTER DELETE ON records WHEN OLD.kind = 'person'
BEGIN
    -- What comes after `/` is `0`.
    DELETE FROM dialect_ids WHERE kind = 'card' AND record > OLD.id || '/' AND record < OLD.id || '0';
END;
