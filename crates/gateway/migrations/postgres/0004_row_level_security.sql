-- The second lock between workspaces, behind the queries, each of which names its own: where the store knows on whose behalf it asks, it says
-- so (`app.workspace`), and no row of another workspace is seen or written then. What belongs to all, such as the outbox, is asked without.
-- The owner of the tables is held to it, too; a superuser is not.
CREATE FUNCTION spoken_for() RETURNS UUID STABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT NULLIF(current_setting('app.workspace', TRUE), '')::uuid
$$;
DO $$
DECLARE
    held TEXT;
BEGIN
    FOREACH held IN ARRAY ARRAY[
        'records', 'changes', 'listed', 'links', 'users', 'one_time_links', 'submissions', 'import_parts', 'foreign_ids',
        'identities', 'embeds', 'consents', 'opt_ins', 'form_counts', 'files', 'connections', 'foreign_records', 'foreign_undos',
        'transfers', 'api_tokens', 'dialect_members', 'dialect_numbers', 'dialect_ids', 'dialect_last_seen', 'dialect_entries',
        'dialect_tags', 'dialect_lists', 'dialect_touchpoints', 'people_views', 'bulk_edits', 'undos', 'member_invitations',
        'not_duplicates', 'merged_people', 'moved_submissions', 'word_changes', 'draft_reading', 'mails', 'private_parts',
        'private_changes', 'audit', 'word_colours', 'audit_ends'
    ] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', held);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', held);
        EXECUTE format('CREATE POLICY of_the_workspace ON %I USING ((SELECT spoken_for()) IS NULL OR workspace = (SELECT spoken_for()))', held);
    END LOOP;
END
$$;

-- Whether a record of a kind has an id, in whichever workspace: ids of forms stand in addresses that all workspaces share.
CREATE FUNCTION is_taken(of_kind TEXT, its_id TEXT) RETURNS BOOLEAN LANGUAGE plpgsql AS $$
DECLARE
    spoken TEXT := COALESCE(current_setting('app.workspace', TRUE), '');
    taken BOOLEAN;
BEGIN
    PERFORM set_config('app.workspace', '', TRUE);
    taken := EXISTS (SELECT 1 FROM records WHERE kind = of_kind AND id = its_id);
    PERFORM set_config('app.workspace', spoken, TRUE);
    RETURN taken;
END
$$;
