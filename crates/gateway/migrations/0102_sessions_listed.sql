-- Sessions are listed for whom they belong to, and ended one by one: by a key that is not the token's hash.
ALTER TABLE sessions ADD COLUMN id BLOB;
UPDATE sessions SET id = randomblob(16);
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);
-- In plain words; of what the browser says no more is kept.
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN system TEXT NOT NULL DEFAULT '';
-- Written at most once an hour.
ALTER TABLE sessions ADD COLUMN used_at TEXT NOT NULL DEFAULT '';
UPDATE sessions SET used_at = created_at;
