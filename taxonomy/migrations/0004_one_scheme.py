"""A concept, its successor and what stands above it are members of one vocabulary."""

from django.db import migrations

# What organizers could choose before: a successor or a broader concept elsewhere says nothing.
FORGET_STRANGERS = """
UPDATE taxonomy_concept concept
SET successor_id = NULL,
    status = CASE concept.status WHEN 'merged' THEN 'deprecated' ELSE concept.status END
FROM taxonomy_concept successor
WHERE successor.id = concept.successor_id AND successor.scheme_id <> concept.scheme_id;
DELETE FROM taxonomy_concept_broader link USING taxonomy_concept below, taxonomy_concept above
WHERE below.id = link.from_concept_id AND above.id = link.to_concept_id
  AND below.scheme_id <> above.scheme_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""

# The foreign key holds for two people at once, which a trigger that looks would not.
SUCCESSOR = """
ALTER TABLE taxonomy_concept
    ADD CONSTRAINT concept_id_in_scheme UNIQUE (id, scheme_id),
    ADD CONSTRAINT concept_successor_in_scheme FOREIGN KEY (successor_id, scheme_id)
        REFERENCES taxonomy_concept (id, scheme_id) DEFERRABLE INITIALLY IMMEDIATE;
"""
ANY_SUCCESSOR = """
ALTER TABLE taxonomy_concept
    DROP CONSTRAINT concept_successor_in_scheme, DROP CONSTRAINT concept_id_in_scheme;
"""

# Concepts do not move to another vocabulary, so looking once is enough for what stands above.
BROADER = """
CREATE FUNCTION taxonomy_stay_in_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a concept stays in its vocabulary'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'concept_stays_in_scheme';
END $$;
CREATE TRIGGER concept_stays_in_scheme BEFORE UPDATE OF scheme_id ON taxonomy_concept
FOR EACH ROW WHEN (OLD.scheme_id <> NEW.scheme_id) EXECUTE FUNCTION taxonomy_stay_in_scheme();

CREATE FUNCTION taxonomy_broader_in_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT scheme_id FROM taxonomy_concept WHERE id = NEW.from_concept_id)
        <> (SELECT scheme_id FROM taxonomy_concept WHERE id = NEW.to_concept_id)
    THEN
        RAISE EXCEPTION 'a broader concept stands in the same vocabulary'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'concept_broader_in_scheme';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER concept_broader_in_scheme AFTER INSERT OR UPDATE ON taxonomy_concept_broader
FOR EACH ROW EXECUTE FUNCTION taxonomy_broader_in_scheme();
"""
ANY_BROADER = """
DROP TRIGGER concept_broader_in_scheme ON taxonomy_concept_broader;
DROP FUNCTION taxonomy_broader_in_scheme();
DROP TRIGGER concept_stays_in_scheme ON taxonomy_concept;
DROP FUNCTION taxonomy_stay_in_scheme();
"""


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0003_revision")]

    operations = [
        migrations.RunSQL(FORGET_STRANGERS, ""),
        migrations.RunSQL(SUCCESSOR, ANY_SUCCESSOR),
        migrations.RunSQL(BROADER, ANY_BROADER),
    ]
