-- A text as a vector: stemmed in its language, and as it stands.
CREATE OR REPLACE FUNCTION twg_vector(language text, content text, weight text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT setweight(
        CASE WHEN twg_config(language) = 'twg_simple'::regconfig THEN ''::tsvector
             ELSE to_tsvector(twg_config(language), coalesce(content, '')) END
        || to_tsvector('twg_simple', coalesce(content, '')), weight::"char")
$$;
