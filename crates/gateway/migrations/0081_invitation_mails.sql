-- Invitations are mailed, too: a mail belongs to a draft or to an invitation, and each of them has one at most.
CREATE TABLE mails_of_both (
    id TEXT PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT NOT NULL,
    draft TEXT UNIQUE,
    invitation TEXT UNIQUE,
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
    CHECK ((draft IS NULL) <> (invitation IS NULL))
) STRICT;
INSERT INTO mails_of_both (id, workspace, form, draft, address, address_hash, subject, body, state, attempts, created_at, next_at, sent_at, expires_at, reason)
    SELECT id, workspace, form, draft, address, address_hash, subject, body, state, attempts, created_at, next_at, sent_at, expires_at, reason FROM mails;
DROP TABLE mails;
ALTER TABLE mails_of_both RENAME TO mails;
CREATE INDEX mails_by_address ON mails (form, address_hash, created_at);
CREATE INDEX mails_due ON mails (next_at) WHERE state = 'waiting';
CREATE INDEX mails_by_time ON mails (workspace, created_at);

-- A mail goes with its invitation, when that is erased.
CREATE TRIGGER mails_go_with_their_invitation AFTER DELETE ON records WHEN OLD.kind = 'invitation'
BEGIN
    DELETE FROM mails WHERE invitation = OLD.id;
END;

-- Whoever follows the link of an invitation has nothing but its code.
CREATE INDEX dialect_ids_of_invitations ON dialect_ids (foreign_id) WHERE kind = 'invitation';
