-- What the gateway signs with.
CREATE TABLE secrets (name TEXT PRIMARY KEY NOT NULL, secret TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Proofs of work that were used, as long as they could be used again.
CREATE TABLE used_proofs (nonce TEXT PRIMARY KEY NOT NULL, used_at TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX used_proofs_by_time ON used_proofs (used_at);
