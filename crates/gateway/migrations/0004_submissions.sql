-- What was taken in through forms. The same key with the same content is the same submission.
CREATE TABLE submissions (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT NOT NULL,
    key TEXT NOT NULL,
    content_hash BLOB NOT NULL,
    draft TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (form, key)
) STRICT;
CREATE INDEX submissions_by_form ON submissions (workspace, form, received_at);
