-- No concept stands below itself. Two people could each add half of a circle at once: the lock
-- makes one wait for the other.
CREATE OR REPLACE FUNCTION taxonomy_refuse_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('taxonomy_concept_broader'));
    IF EXISTS (
        WITH RECURSIVE above (id) AS (
            SELECT NEW.to_concept_id
            UNION
            SELECT link.to_concept_id
            FROM above JOIN taxonomy_concept_broader link ON link.from_concept_id = above.id
        )
        SELECT FROM above WHERE id = NEW.from_concept_id
    ) THEN
        RAISE EXCEPTION 'a concept cannot stand below itself'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'concept_no_cycle';
    END IF;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS concept_no_cycle ON taxonomy_concept_broader;
CREATE CONSTRAINT TRIGGER concept_no_cycle AFTER INSERT OR UPDATE ON taxonomy_concept_broader
    FOR EACH ROW EXECUTE FUNCTION taxonomy_refuse_cycle();
