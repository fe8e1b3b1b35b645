-- Who is invited to become a member of staff. Of the link's token only the SHA-256 is kept.
CREATE TABLE member_invitations (
    id BLOB PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    -- As typed, and folded for finding it again.
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('owner', 'editor', 'reader')),
    token_hash BLOB NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    UNIQUE (workspace, email_key)
) STRICT;

-- The outbox takes these invitations, too: they are of no form. SQLite cannot take a NOT NULL back, so the table is made anew; what
-- names it waits meanwhile.
DROP TRIGGER mails_go_with_their_invitation;
CREATE TABLE mails_of_all (
    id TEXT PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT,
    draft TEXT UNIQUE,
    invitation TEXT UNIQUE,
    member_invitation BLOB UNIQUE REFERENCES member_invitations (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    -- By what an address is known again, whichever way it is written.
    address_hash BLOB NOT NULL,
    subject TEXT NOT NULL,
    -- With the link in its place; that of a draft is taken out once the mail is sent.
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    next_at TEXT,
    sent_at TEXT,
    expires_at TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT '',
    CHECK ((draft IS NOT NULL) + (invitation IS NOT NULL) + (member_invitation IS NOT NULL) = 1),
    CHECK ((form IS NULL) = (member_invitation IS NOT NULL))
) STRICT;
INSERT INTO mails_of_all (id, workspace, form, draft, invitation, address, address_hash, subject, body, state, attempts, created_at, next_at, sent_at, expires_at, reason)
    SELECT id, workspace, form, draft, invitation, address, address_hash, subject, body, state, attempts, created_at, next_at, sent_at, expires_at, reason FROM mails;
DROP TABLE mails;
ALTER TABLE mails_of_all RENAME TO mails;
CREATE INDEX mails_by_address ON mails (form, address_hash, created_at);
CREATE INDEX mails_due ON mails (next_at) WHERE state = 'waiting';
CREATE INDEX mails_by_time ON mails (workspace, created_at);
CREATE TRIGGER mails_go_with_their_invitation AFTER DELETE ON records WHEN OLD.kind = 'invitation'
BEGIN
    DELETE FROM mails WHERE invitation = OLD.id;
END;
