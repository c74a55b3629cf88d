-- An address without what does not matter: http or https, www, the last slash, the part of the
-- page. The address of a DOI is that DOI. (Written out: PostgreSQL builds indexes without a search
-- path, so that one function of ours does not find the other. After a change: REINDEX link_key.)
CREATE OR REPLACE FUNCTION twg_url_key(url text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN lower(part[1]) IN ('doi.org', 'dx.doi.org')
        THEN 'doi:' || lower(substring(part[2] FROM '10\.[0-9]{4,9}/[^?#[:space:]]+'))
        ELSE 'url:' || lower(part[1]) || rtrim(part[2], '/') END
        FROM regexp_match(url, '^https?://(?:www\.)?([^/?#]+)([^#]*)', 'i') AS part
$$;

CREATE INDEX IF NOT EXISTS link_key ON documents_link (twg_url_key(url));
