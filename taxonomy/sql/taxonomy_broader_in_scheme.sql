-- What stands above a concept is a member of its vocabulary. They stay in it
-- (taxonomy_stay_in_scheme), so looking once is enough.
CREATE OR REPLACE FUNCTION taxonomy_broader_in_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT scheme_id FROM taxonomy_concept WHERE id = NEW.from_concept_id)
        <> (SELECT scheme_id FROM taxonomy_concept WHERE id = NEW.to_concept_id)
    THEN
        RAISE EXCEPTION 'a broader concept stands in the same vocabulary'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'concept_broader_in_scheme';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER concept_broader_in_scheme
    AFTER INSERT OR UPDATE ON taxonomy_concept_broader
    FOR EACH ROW EXECUTE FUNCTION taxonomy_broader_in_scheme();
