-- A number that tells every process that the vocabularies changed.
--
-- Whoever changes a vocabulary holds the one row until they commit, so that the numbers become
-- visible in the order of the commits. The sequence belongs to no column: a number that a rolled
-- back transaction has used never comes again.
CREATE SEQUENCE IF NOT EXISTS taxonomy_revision_number;
CREATE TABLE IF NOT EXISTS taxonomy_revision (number bigint NOT NULL);
INSERT INTO taxonomy_revision
SELECT nextval('taxonomy_revision_number') WHERE NOT EXISTS (SELECT FROM taxonomy_revision);

CREATE OR REPLACE FUNCTION taxonomy_next_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE taxonomy_revision SET number = nextval('taxonomy_revision_number');
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER next_revision
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON taxonomy_scheme
    FOR EACH STATEMENT EXECUTE FUNCTION taxonomy_next_revision();
CREATE OR REPLACE TRIGGER next_revision
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON taxonomy_concept
    FOR EACH STATEMENT EXECUTE FUNCTION taxonomy_next_revision();
CREATE OR REPLACE TRIGGER next_revision
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON taxonomy_concept_broader
    FOR EACH STATEMENT EXECUTE FUNCTION taxonomy_next_revision();
CREATE OR REPLACE TRIGGER next_revision
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON taxonomy_label
    FOR EACH STATEMENT EXECUTE FUNCTION taxonomy_next_revision();
