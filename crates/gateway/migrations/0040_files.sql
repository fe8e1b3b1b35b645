-- Files that came in through forms: until a submission names one, it is known by its token alone, of which only the SHA-256
-- is kept; from then on it belongs to the draft. The content stands last, so that nothing else is read past it.
CREATE TABLE files (
    id TEXT PRIMARY KEY NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT NOT NULL,
    field TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    draft TEXT,
    created_at TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;
CREATE INDEX files_by_draft ON files (workspace, draft) WHERE draft IS NOT NULL;
CREATE INDEX files_of_nobody ON files (form, created_at, size) WHERE draft IS NULL;
