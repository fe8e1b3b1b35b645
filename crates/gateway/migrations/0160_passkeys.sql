-- Passkeys (WebAuthn) by which members of staff sign in. Of a pair of keys only the public one is here.
CREATE TABLE passkeys (
    id BLOB PRIMARY KEY NOT NULL,
    user BLOB NOT NULL REFERENCES users (id),
    name TEXT NOT NULL,
    -- By what an authenticator names it; nobody else's has the same.
    credential BLOB NOT NULL UNIQUE,
    -- How authenticators are reached: bits, as webauthn_rp has them.
    transports INTEGER NOT NULL,
    -- The public key, and what stays with it; and what changes, the signature counter among it.
    unchanging BLOB NOT NULL,
    changing BLOB NOT NULL,
    created_at TEXT NOT NULL,
    used_at TEXT
) STRICT;
CREATE INDEX passkeys_by_user ON passkeys (user);

-- What browsers are asked, until they answer: once, and not for long. Here, so that any gateway over this database knows it.
CREATE TABLE passkey_ceremonies (
    challenge BLOB PRIMARY KEY NOT NULL,
    -- Who makes a passkey; nobody where somebody signs in by one.
    user BLOB REFERENCES users (id),
    name TEXT NOT NULL,
    state BLOB NOT NULL,
    expires_at TEXT NOT NULL
) STRICT;
CREATE INDEX passkey_ceremonies_by_time ON passkey_ceremonies (expires_at);

-- By which passkey a session was begun, if by one.
ALTER TABLE sessions ADD COLUMN passkey BLOB REFERENCES passkeys (id) ON DELETE SET NULL;
CREATE INDEX sessions_by_passkey ON sessions (passkey);
