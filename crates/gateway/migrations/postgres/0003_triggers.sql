-- What is only ever added to.
CREATE FUNCTION refuse() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0];
END
$$;
CREATE TRIGGER changes_are_not_rewritten BEFORE UPDATE ON changes FOR EACH ROW
-- What a purge may do: forget what a record said, 30 days after it was deleted.
WHEN (NEW.before IS NOT NULL OR NEW.after IS NOT NULL OR NEW.sequence <> OLD.sequence OR NEW.batch <> OLD.batch
    OR NEW.action <> OLD.action OR NEW.at <> OLD.at OR NEW.by <> OLD.by)
EXECUTE FUNCTION refuse('the change log is append-only');
CREATE TRIGGER changes_are_not_deleted BEFORE DELETE ON changes FOR EACH ROW EXECUTE FUNCTION refuse('the change log is append-only');
CREATE TRIGGER changes_are_not_emptied BEFORE TRUNCATE ON changes EXECUTE FUNCTION refuse('the change log is append-only');
CREATE TRIGGER audit_is_not_rewritten BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION refuse('the audit log is append-only');
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse('the audit log is append-only');
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit EXECUTE FUNCTION refuse('the audit log is append-only');

CREATE FUNCTION remember_the_end_of_the_audit() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit_ends (workspace, number) VALUES (NEW.workspace, NEW.number)
        ON CONFLICT (workspace) DO UPDATE SET number = GREATEST(audit_ends.number, excluded.number);
    RETURN NULL;
END
$$;
CREATE TRIGGER audit_has_an_end AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION remember_the_end_of_the_audit();

-- What goes with a record that is gone for good. `0` is what comes after `/`.
CREATE FUNCTION take_along() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM dialect_members WHERE kind = OLD.kind AND record = OLD.id;
    DELETE FROM dialect_ids WHERE kind = OLD.kind AND record = OLD.id;
    UPDATE dialect_entries SET record = '', said = NULL, ours = NULL WHERE kind = OLD.kind AND record = OLD.id;
    CASE OLD.kind
    WHEN 'organization' THEN
        DELETE FROM dialect_ids WHERE kind = 'branch' AND record > OLD.id || '/' AND record < OLD.id || '0';
    WHEN 'note' THEN
        DELETE FROM dialect_touchpoints WHERE note = OLD.id;
    WHEN 'draft' THEN
        DELETE FROM draft_reading WHERE draft = OLD.id;
    WHEN 'invitation' THEN
        DELETE FROM mails WHERE invitation = OLD.id;
    WHEN 'person' THEN
        DELETE FROM dialect_last_seen WHERE person = OLD.id;
        DELETE FROM dialect_ids WHERE kind = 'card' AND record > OLD.id || '/' AND record < OLD.id || '0';
        -- Of who became part of another one, that one is said to be two with the others.
        INSERT INTO not_duplicates (workspace, one, other, said_at, said_by)
            SELECT pairs.workspace, LEAST(merged_people.stays, pairs.beside), GREATEST(merged_people.stays, pairs.beside), pairs.said_at, pairs.said_by
            FROM (SELECT workspace, CASE one WHEN OLD.id THEN other ELSE one END AS beside, said_at, said_by
                  FROM not_duplicates WHERE one = OLD.id OR other = OLD.id) AS pairs
            JOIN merged_people ON merged_people.gone = OLD.id AND merged_people.batch = OLD.deleted_in AND merged_people.stays <> pairs.beside
            WHERE EXISTS (SELECT 1 FROM records WHERE kind = 'person' AND id = merged_people.stays)
            ON CONFLICT DO NOTHING;
        DELETE FROM not_duplicates WHERE one = OLD.id OR other = OLD.id;
        DELETE FROM merged_people WHERE gone = OLD.id OR stays = OLD.id;
        DELETE FROM moved_submissions WHERE person = OLD.id;
        DELETE FROM private_parts WHERE person = OLD.id;
        DELETE FROM private_changes WHERE person_before = OLD.id OR person_after = OLD.id;
    ELSE
        NULL;
    END CASE;
    RETURN NULL;
END
$$;
CREATE TRIGGER what_belongs_to_a_record_goes_with_it AFTER DELETE ON records FOR EACH ROW EXECUTE FUNCTION take_along();
