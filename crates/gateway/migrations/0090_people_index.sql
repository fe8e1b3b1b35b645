-- What lists of people are filtered and sorted by beside names; and what an index in a browser needs beside the summary.
ALTER TABLE listed ADD COLUMN by_city TEXT NOT NULL DEFAULT '';
ALTER TABLE listed ADD COLUMN by_birthday TEXT NOT NULL DEFAULT '';
ALTER TABLE listed ADD COLUMN lifecycle TEXT NOT NULL DEFAULT '';
ALTER TABLE listed ADD COLUMN has_email INTEGER NOT NULL DEFAULT 0;
ALTER TABLE listed ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE listed ADD COLUMN more TEXT NOT NULL DEFAULT '{}';
CREATE INDEX listed_by_city ON listed (workspace, kind, by_city, id);
CREATE INDEX listed_by_birthday ON listed (workspace, kind, by_birthday, id);
CREATE INDEX listed_by_lifecycle ON listed (workspace, kind, lifecycle);
-- Part after part of the index, and what was changed since: each ends with the rowid.
CREATE INDEX listed_by_number ON listed (workspace, kind);
CREATE INDEX changes_by_kind ON changes (workspace, kind);
-- All is derived anew, for there is more to derive.
UPDATE derivation SET version = 0;
