-- Tokens by which other programs reach a workspace. Of a token only its SHA-256 is kept.
CREATE TABLE api_tokens (
    id BLOB PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    name TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    -- Written at most once an hour.
    used_at TEXT
) STRICT;
CREATE INDEX api_tokens_by_workspace ON api_tokens (workspace, created_at);

-- What a token was exchanged for (emnify: `auth_token`). It holds for an hour, and is gone with its token.
CREATE TABLE exchanged_tokens (
    token_hash BLOB PRIMARY KEY NOT NULL,
    api_token BLOB NOT NULL REFERENCES api_tokens (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX exchanged_tokens_by_token ON exchanged_tokens (api_token);
CREATE INDEX exchanged_tokens_by_end ON exchanged_tokens (expires_at);

-- What was said of a record in a dialect, and the model has no place for: an object of the dialect's members, each with what was said
-- and what we would have said ourselves at that time.
CREATE TABLE dialect_members (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    members TEXT NOT NULL,
    PRIMARY KEY (kind, record, dialect)
) STRICT, WITHOUT ROWID;
CREATE INDEX dialect_members_by_workspace ON dialect_members (workspace, dialect, kind);
CREATE TRIGGER dialect_members_go_with_their_record AFTER DELETE ON records
BEGIN
    DELETE FROM dialect_members WHERE kind = OLD.kind AND record = OLD.id;
END;

-- Ids of dialects that count their records. A number is never given twice, so a row stays when its record is gone.
CREATE TABLE dialect_numbers (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    dialect TEXT NOT NULL,
    kind TEXT NOT NULL,
    number INTEGER NOT NULL,
    record TEXT NOT NULL,
    -- Within what the dialect has its record (emnify: the organisation); none for a record that was made elsewhere.
    parent INTEGER,
    PRIMARY KEY (workspace, dialect, kind, number),
    UNIQUE (kind, record, dialect)
) STRICT, WITHOUT ROWID;
