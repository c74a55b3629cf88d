-- A DOI or ISBN in one form, whatever stands before it; nothing where it is none. Of an ISBN the
-- nine digits that its short and its long form share. (After a change: REINDEX identifier_key.)
CREATE OR REPLACE FUNCTION twg_identifier_key(scheme text, value text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE scheme
        WHEN 'doi' THEN 'doi:' || lower(substring(value FROM '10\.[0-9]{4,9}/[^?#[:space:]]+'))
        WHEN 'isbn' THEN 'isbn:' || coalesce(
            substring(plain FROM '^978([0-9]{9})[0-9]$'), substring(plain FROM '^979[0-9]{10}$'),
            substring(plain FROM '^([0-9]{9})[0-9X]$'))
        END FROM upper(regexp_replace(value, '[^0-9Xx]', '', 'g')) AS plain
$$;

CREATE INDEX IF NOT EXISTS identifier_key
    ON documents_identifier (twg_identifier_key(scheme, value));
