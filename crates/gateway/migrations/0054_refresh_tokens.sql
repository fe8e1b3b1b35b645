-- What gives a new token in the place of one that was exchanged (Samdock: `refreshToken`), once. It is gone with the API token.
CREATE TABLE refresh_tokens (
    token_hash BLOB PRIMARY KEY NOT NULL,
    -- The token that was given with it.
    access_hash BLOB NOT NULL,
    api_token BLOB NOT NULL REFERENCES api_tokens (id) ON DELETE CASCADE,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX refresh_tokens_by_token ON refresh_tokens (api_token);
CREATE INDEX refresh_tokens_by_end ON refresh_tokens (expires_at);
