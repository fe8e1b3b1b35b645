-- People on their way into another CRM, or from one CRM to another.
CREATE TABLE transfers (
    id BLOB PRIMARY KEY NOT NULL,
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    kind TEXT NOT NULL,
    -- Where people come from, where it is a CRM, and where they go.
    source TEXT,
    target TEXT NOT NULL,
    -- Of a form, which one.
    form TEXT,
    state TEXT NOT NULL,
    -- What of the source is still to be read: the chosen people (a JSON array) or all, from where on.
    chosen TEXT,
    next TEXT,
    reading INTEGER NOT NULL,
    total INTEGER NOT NULL DEFAULT 0,
    created_at TEXT NOT NULL,
    created_by TEXT NOT NULL
) STRICT;
CREATE INDEX transfers_by_time ON transfers (workspace, created_at);
CREATE UNIQUE INDEX transfers_by_form ON transfers (workspace, form, target) WHERE form IS NOT NULL;

-- One person each. Of those who have arrived no content is kept.
CREATE TABLE deliveries (
    id BLOB PRIMARY KEY NOT NULL,
    transfer BLOB NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    -- In which order.
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    -- What is to be done: the person, and whom there they bring up to date.
    content TEXT,
    draft TEXT,
    -- The key of the person there.
    person BLOB,
    state TEXT NOT NULL,
    -- That it may have been sent: before it is sent again, it is looked whether it has arrived.
    sent_at TEXT,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL,
    -- Until when somebody is at it.
    held_until TEXT,
    reason TEXT NOT NULL DEFAULT '',
    lost TEXT NOT NULL DEFAULT '[]',
    -- What takes it back.
    inverse TEXT,
    changed_at TEXT NOT NULL,
    UNIQUE (transfer, place)
) STRICT;
CREATE INDEX deliveries_due ON deliveries (next_at) WHERE state IN ('waiting', 'leaving');
CREATE INDEX deliveries_by_draft ON deliveries (draft) WHERE draft IS NOT NULL;
