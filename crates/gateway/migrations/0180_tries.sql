-- Tries that gateways over one database count together, until their span of time ends. Of what is counted only its SHA-256 is kept. Only PostgreSQL's is written
-- to: a gateway that is alone counts by itself.
CREATE TABLE tries (
    key BLOB PRIMARY KEY NOT NULL,
    count INTEGER NOT NULL,
    ends_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
