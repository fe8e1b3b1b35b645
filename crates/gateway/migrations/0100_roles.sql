-- What a member of staff may do. Whoever is nothing in particular may do least; those who were there before roles could do everything.
ALTER TABLE users ADD COLUMN role TEXT NOT NULL DEFAULT 'reader' CHECK (role IN ('owner', 'editor', 'reader'));
UPDATE users SET role = 'owner';
CREATE INDEX users_by_workspace ON users (workspace, role);
