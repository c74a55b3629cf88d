-- A configuration for each language with a stemmer, and one for all others: accents do not count.
CREATE TEXT SEARCH CONFIGURATION twg_simple (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION twg_simple
    ALTER MAPPING FOR asciiword, word, hword_asciipart, hword_part, asciihword, hword
    WITH unaccent, simple;

CREATE TEXT SEARCH CONFIGURATION twg_english (COPY = pg_catalog.english);
ALTER TEXT SEARCH CONFIGURATION twg_english
    ALTER MAPPING FOR asciiword, word, hword_asciipart, hword_part, asciihword, hword
    WITH unaccent, english_stem;

CREATE TEXT SEARCH CONFIGURATION twg_spanish (COPY = pg_catalog.spanish);
ALTER TEXT SEARCH CONFIGURATION twg_spanish
    ALTER MAPPING FOR asciiword, word, hword_asciipart, hword_part, asciihword, hword
    WITH unaccent, spanish_stem;

CREATE TEXT SEARCH CONFIGURATION twg_french (COPY = pg_catalog.french);
ALTER TEXT SEARCH CONFIGURATION twg_french
    ALTER MAPPING FOR asciiword, word, hword_asciipart, hword_part, asciihword, hword
    WITH unaccent, french_stem;

CREATE TEXT SEARCH CONFIGURATION twg_arabic (COPY = pg_catalog.arabic);
ALTER TEXT SEARCH CONFIGURATION twg_arabic
    ALTER MAPPING FOR asciiword, word, hword_asciipart, hword_part, asciihword, hword
    WITH unaccent, arabic_stem;

CREATE TEXT SEARCH CONFIGURATION twg_portuguese (COPY = pg_catalog.portuguese);
ALTER TEXT SEARCH CONFIGURATION twg_portuguese
    ALTER MAPPING FOR asciiword, word, hword_asciipart, hword_part, asciihword, hword
    WITH unaccent, portuguese_stem;
