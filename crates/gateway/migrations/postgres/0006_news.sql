-- Whoever listens is told in which workspace something was written, once it is there: the gateways, and by them the apps that are open.
CREATE FUNCTION tell_the_news() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('calling_card_news', workspace::text) FROM (SELECT DISTINCT workspace FROM written) AS workspaces;
    RETURN NULL;
END
$$;
CREATE TRIGGER changes_are_news AFTER INSERT ON changes REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION tell_the_news();
