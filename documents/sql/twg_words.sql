-- The words of a text without accents, and as they are written; parts of hyphenated ones singly.
CREATE OR REPLACE FUNCTION twg_words(content text) RETURNS TABLE (bare text, token text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT lower(unaccent(token)), token FROM ts_parse('default', content)
    WHERE tokid IN (1, 2, 10, 11) AND length(token) BETWEEN 3 AND 40
$$;
