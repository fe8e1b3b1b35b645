-- The colours that were chosen for words of lists (`WordColour`). What was done to them is in `word_changes`, under the list's name.
CREATE TABLE word_colours (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    list TEXT NOT NULL,
    word TEXT NOT NULL,
    colour TEXT NOT NULL,
    PRIMARY KEY (workspace, list, word)
) STRICT, WITHOUT ROWID;
