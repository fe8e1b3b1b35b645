-- What the texts of the store ask for and PostgreSQL has under other names. JSON is kept as it was written, as a text.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What stands in a JSON text at a path. U+0000, which JSON knows and PostgreSQL's texts do not, is U+FFFD there. None of these functions names
-- another one of ours: PostgreSQL itself calls them where ours are not looked for.
CREATE FUNCTION json_text_at(content TEXT, path TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT jsonb_path_query_first(replace(content, '\u0000', '\ufffd')::jsonb, ('strict ' || path)::jsonpath, '{}', TRUE) #>> '{}'
$$;
CREATE OPERATOR ->> (LEFTARG = TEXT, RIGHTARG = TEXT, FUNCTION = json_text_at);

CREATE FUNCTION json_type(content TEXT, path TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT jsonb_typeof(jsonb_path_query_first(replace(content, '\u0000', '\ufffd')::jsonb, ('strict ' || path)::jsonpath, '{}', TRUE))
$$;

-- The entries of a list, or of one within a JSON text; none where there is no list.
CREATE FUNCTION json_each(content TEXT, path TEXT DEFAULT '$') RETURNS TABLE (key TEXT, value TEXT) IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT (place - 1)::text, entry #>> '{}'
    FROM jsonb_path_query_first(replace(content, '\u0000', '\ufffd')::jsonb, ('strict ' || path)::jsonpath, '{}', TRUE) AS list,
        jsonb_array_elements(CASE jsonb_typeof(list) WHEN 'array' THEN list ELSE '[]' END) WITH ORDINALITY AS entries (entry, place)
$$;

-- An object without members (`$.image`), and with another one.
CREATE FUNCTION json_remove(content TEXT, VARIADIC paths TEXT[]) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT (replace(content, '\u0000', '\ufffd')::jsonb - (SELECT array_agg(substr(path, 3)) FROM unnest(paths) AS path))::text
$$;
CREATE FUNCTION json_set(content TEXT, path TEXT, value TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT jsonb_set(replace(content, '\u0000', '\ufffd')::jsonb, ARRAY[substr(path, 3)], to_jsonb(value))::text
$$;

CREATE FUNCTION instr(whole TEXT, part TEXT) RETURNS INTEGER IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT strpos(whole, part)
$$;
CREATE FUNCTION hex(key UUID) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT upper(replace(key::text, '-', ''))
$$;

-- A folded text with nothing in it but what is searched: all else parts words, and is a space.
CREATE FUNCTION parted(folded TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT regexp_replace(folded, '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g')
$$;
