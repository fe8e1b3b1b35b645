-- How often forms are begun, sent and left, by day. Numbers only: no person, no visit, no network address.
CREATE TABLE form_counts (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT NOT NULL,
    day TEXT NOT NULL,
    -- begun, sent or left; where left, the field that was the last.
    what TEXT NOT NULL,
    field TEXT NOT NULL DEFAULT '',
    number INTEGER NOT NULL,
    PRIMARY KEY (form, day, what, field)
) STRICT, WITHOUT ROWID;
