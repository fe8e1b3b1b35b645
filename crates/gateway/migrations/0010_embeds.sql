-- Versions of the forms' scripts that pages name by their hash.
CREATE TABLE embeds (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT NOT NULL,
    version TEXT NOT NULL,
    script TEXT NOT NULL,
    kept_at TEXT NOT NULL,
    PRIMARY KEY (form, version)
) STRICT;
