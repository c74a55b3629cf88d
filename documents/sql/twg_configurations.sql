-- A configuration for each language with a stemmer, and one for all others: accents do not count.
DO $$
DECLARE
    stemmer text;
BEGIN
    FOREACH stemmer IN ARRAY
        ARRAY['simple', 'english', 'spanish', 'french', 'arabic', 'portuguese']
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_ts_config WHERE cfgname = 'twg_' || stemmer);
        EXECUTE format(
            'CREATE TEXT SEARCH CONFIGURATION %I (COPY = pg_catalog.%I)',
            'twg_' || stemmer, stemmer
        );
        EXECUTE format(
            'ALTER TEXT SEARCH CONFIGURATION %I ALTER MAPPING FOR
                asciiword, word, hword_asciipart, hword_part, asciihword, hword
                WITH unaccent, %I',
            'twg_' || stemmer, CASE stemmer WHEN 'simple' THEN 'simple' ELSE stemmer || '_stem' END
        );
    END LOOP;
END $$;
