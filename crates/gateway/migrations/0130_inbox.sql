-- Whether somebody has opened a draft, for the whole workspace: beside the record, for it is no change of what that says. Where there is no
-- row, it is as the record says.
CREATE TABLE draft_reading (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    draft TEXT NOT NULL,
    unread INTEGER NOT NULL,
    PRIMARY KEY (workspace, draft)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER draft_reading_goes_with_its_draft AFTER DELETE ON records WHEN OLD.kind = 'draft'
BEGIN
    DELETE FROM draft_reading WHERE draft = OLD.id;
END;

-- A mail belongs to a draft, an invitation to an event, an invitation of a member of staff, or answers a draft.
CREATE TABLE mails_with_replies (
    id TEXT PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT,
    draft TEXT UNIQUE,
    invitation TEXT UNIQUE,
    member_invitation BLOB UNIQUE REFERENCES member_invitations (id) ON DELETE CASCADE,
    -- The draft that it answers, who has written it, and where an answer to it goes.
    reply_to TEXT,
    written_by TEXT,
    answer_to TEXT,
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
    CHECK ((draft IS NOT NULL) + (invitation IS NOT NULL) + (member_invitation IS NOT NULL) + (reply_to IS NOT NULL) = 1),
    CHECK ((form IS NULL) = (member_invitation IS NOT NULL)),
    CHECK ((reply_to IS NULL) = (written_by IS NULL) AND (reply_to IS NULL) = (answer_to IS NULL))
) STRICT;
INSERT INTO mails_with_replies (id, workspace, form, draft, invitation, member_invitation, address, address_hash, subject, body, state, attempts, created_at, next_at, sent_at, expires_at, reason)
    SELECT id, workspace, form, draft, invitation, member_invitation, address, address_hash, subject, body, state, attempts, created_at, next_at, sent_at, expires_at, reason FROM mails;
DROP TRIGGER mails_go_with_their_invitation;
DROP TABLE mails;
ALTER TABLE mails_with_replies RENAME TO mails;
CREATE INDEX mails_by_address ON mails (form, address_hash, created_at);
CREATE INDEX mails_due ON mails (next_at) WHERE state = 'waiting';
CREATE INDEX mails_by_time ON mails (workspace, created_at);
CREATE INDEX mails_by_answered ON mails (workspace, reply_to) WHERE reply_to IS NOT NULL;
CREATE TRIGGER mails_go_with_their_invitation AFTER DELETE ON records WHEN OLD.kind = 'invitation'
BEGIN
    DELETE FROM mails WHERE invitation = OLD.id;
END;
