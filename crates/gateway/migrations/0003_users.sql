-- Members of staff; each belongs to one workspace.
CREATE TABLE users (
    id BLOB PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    name TEXT NOT NULL,
    -- As typed, and folded for finding it again.
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    -- argon2id, in the PHC string format.
    password TEXT NOT NULL,
    language TEXT,
    created_at TEXT NOT NULL
) STRICT;

-- Who is signed in. Of a token only its SHA-256 is kept, so that a copy of the database signs nobody in.
CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY NOT NULL,
    user BLOB NOT NULL REFERENCES users (id),
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user);

-- One-time links: for the first member of staff of a workspace (no user), or to sign a user in.
CREATE TABLE one_time_links (
    token_hash BLOB PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    user BLOB REFERENCES users (id),
    expires_at TEXT NOT NULL
) STRICT;
