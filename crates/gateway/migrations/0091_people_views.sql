-- Views of the list of people that members of staff have saved for themselves.
CREATE TABLE people_views (
    workspace BLOB NOT NULL REFERENCES workspaces (id),
    user BLOB NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    UNIQUE (user, name)
) STRICT;
