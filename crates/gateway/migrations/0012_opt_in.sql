-- Proofs of consent. They outlive the draft, and stand outside the change log, so that no undo changes what was agreed to.
CREATE TABLE consents (
    id TEXT PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT NOT NULL,
    draft TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX consents_by_draft ON consents (workspace, draft);

-- Double opt-ins. Of both tokens only the SHA-256 is kept. A row whose draft was purged stays for a while, without
-- anything personal, so that its link can be told to be too old.
CREATE TABLE opt_ins (
    token_hash BLOB PRIMARY KEY NOT NULL,
    withdraw_hash BLOB NOT NULL UNIQUE,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    draft TEXT NOT NULL,
    language TEXT NOT NULL,
    redirect TEXT NOT NULL,
    keep_address INTEGER NOT NULL,
    expires_at TEXT NOT NULL,
    confirmed_at TEXT
) STRICT;
CREATE INDEX opt_ins_by_draft ON opt_ins (workspace, draft);
CREATE INDEX opt_ins_open ON opt_ins (expires_at) WHERE confirmed_at IS NULL;

-- The outbox: written with the submission, sent afterwards. One mail a submission.
CREATE TABLE mails (
    id TEXT PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    form TEXT NOT NULL,
    draft TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    -- By what an address is known again, whichever way it is written.
    address_hash BLOB NOT NULL,
    subject TEXT NOT NULL,
    -- With the link in its place; it is taken out once the mail is sent.
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    next_at TEXT,
    sent_at TEXT,
    expires_at TEXT NOT NULL,
    reason TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX mails_by_address ON mails (form, address_hash, created_at);
CREATE INDEX mails_due ON mails (next_at) WHERE state = 'waiting';
CREATE INDEX mails_by_time ON mails (workspace, created_at);

-- Into which person a submission went, so that all that is kept about them can be found.
ALTER TABLE submissions ADD COLUMN person TEXT;
CREATE INDEX submissions_by_draft ON submissions (workspace, draft);
CREATE INDEX submissions_by_person ON submissions (workspace, person) WHERE person IS NOT NULL;

-- What is deleted leaves no words in the search index.
INSERT INTO searched (searched, rank) VALUES ('secure-delete', 1);
