-- The forms of a word or phrase in all languages, each a tsquery; with none it has no meaning.
CREATE OR REPLACE FUNCTION twg_forms(term text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT array_agg(DISTINCT form) FILTER (WHERE form <> '')
    FROM unnest(ARRAY[
        phraseto_tsquery('twg_simple', term)::text, phraseto_tsquery('twg_english', term)::text,
        phraseto_tsquery('twg_spanish', term)::text, phraseto_tsquery('twg_french', term)::text,
        phraseto_tsquery('twg_arabic', term)::text, phraseto_tsquery('twg_portuguese', term)::text
    ]) AS form
$$;
