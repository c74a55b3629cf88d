-- Concepts do not move to another vocabulary.
CREATE OR REPLACE FUNCTION taxonomy_stay_in_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a concept stays in its vocabulary'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'concept_stays_in_scheme';
END $$;

CREATE OR REPLACE TRIGGER concept_stays_in_scheme BEFORE UPDATE OF scheme_id ON taxonomy_concept
    FOR EACH ROW WHEN (OLD.scheme_id <> NEW.scheme_id) EXECUTE FUNCTION taxonomy_stay_in_scheme();
