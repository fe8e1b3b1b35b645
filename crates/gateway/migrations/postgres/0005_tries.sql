-- Tries that the gateways count together, until their span of time ends. Of what is counted only its SHA-256 is kept. Where the server falls over they are forgotten,
-- and none of them waits for a disk.
CREATE UNLOGGED TABLE tries (
    key BYTEA PRIMARY KEY,
    count BIGINT NOT NULL,
    ends_at TEXT COLLATE "C" NOT NULL
);
CREATE INDEX tries_by_time ON tries (ends_at);
