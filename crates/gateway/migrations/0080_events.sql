-- Events, bookings and invitations are records. What is looked up in them beside their keys: the forms, drafts, bookings and invitations
-- of an event, and what came of a draft.
CREATE INDEX forms_by_event ON records (workspace, content ->> '$.event') WHERE kind = 'inbound_source' AND deleted_at IS NULL;
CREATE INDEX drafts_by_event ON records (workspace, content ->> '$.event.id') WHERE kind = 'draft' AND deleted_at IS NULL;
CREATE INDEX bookings_by_event ON records (workspace, content ->> '$.event') WHERE kind = 'booking' AND deleted_at IS NULL;
CREATE INDEX invitations_by_event ON records (workspace, content ->> '$.event') WHERE kind = 'invitation' AND deleted_at IS NULL;
CREATE INDEX bookings_by_draft ON records (content ->> '$.draft') WHERE kind = 'booking' AND deleted_at IS NULL;
CREATE INDEX invitations_by_draft ON records (content ->> '$.draft') WHERE kind = 'invitation' AND deleted_at IS NULL;
