-- From which day on visitors may read a published entry (members: see members_only).
CREATE OR REPLACE FUNCTION twg_public_from(entry documents_entry) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN entry.access = 'embargoed' THEN entry.embargo_until
                ELSE DATE '1900-01-01' END
$$;
