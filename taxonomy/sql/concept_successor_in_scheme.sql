-- A successor is a member of the same vocabulary. The foreign key holds for two people at once,
-- which a trigger that looks would not.
ALTER TABLE taxonomy_concept
    DROP CONSTRAINT IF EXISTS concept_successor_in_scheme,
    DROP CONSTRAINT IF EXISTS concept_id_in_scheme;
ALTER TABLE taxonomy_concept
    ADD CONSTRAINT concept_id_in_scheme UNIQUE (id, scheme_id),
    ADD CONSTRAINT concept_successor_in_scheme FOREIGN KEY (successor_id, scheme_id)
        REFERENCES taxonomy_concept (id, scheme_id) DEFERRABLE INITIALLY IMMEDIATE;
