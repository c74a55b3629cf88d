-- The configuration of a language (ISO 639-1); of one without a stemmer, the simple one.
CREATE OR REPLACE FUNCTION twg_config(language text) RETURNS regconfig
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE language
        WHEN 'en' THEN 'twg_english'::regconfig
        WHEN 'es' THEN 'twg_spanish'::regconfig
        WHEN 'fr' THEN 'twg_french'::regconfig
        WHEN 'ar' THEN 'twg_arabic'::regconfig
        WHEN 'pt' THEN 'twg_portuguese'::regconfig
        ELSE 'twg_simple'::regconfig
    END
$$;
