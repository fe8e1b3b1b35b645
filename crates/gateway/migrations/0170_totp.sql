-- A second factor beside the password (TOTP, RFC 6238). The secret is encrypted; its key is not in the database.
CREATE TABLE totp (
    member BLOB PRIMARY KEY NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    secret BLOB NOT NULL,
    -- The last step of 30 seconds of which a code was taken: each is taken once.
    step INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    -- When its first code came; until then it is asked of nobody.
    confirmed_at TEXT
) STRICT;

-- Codes for when the phone is lost. Of a code only its SHA-256 is kept; it goes when it is used.
CREATE TABLE recovery_codes (
    code_hash BLOB PRIMARY KEY NOT NULL,
    member BLOB NOT NULL REFERENCES totp (member) ON DELETE CASCADE
) STRICT;
CREATE INDEX recovery_codes_by_member ON recovery_codes (member);
