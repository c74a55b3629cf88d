"""A number that tells every process that the vocabularies changed."""

from django.db import migrations

TABLES = ["taxonomy_scheme", "taxonomy_concept", "taxonomy_concept_broader", "taxonomy_label"]

# Whoever changes a vocabulary holds the one row until they commit, so that the numbers become
# visible in the order of the commits. The sequence belongs to no column: a number that a rolled
# back transaction has used never comes again.
CREATE = """
CREATE SEQUENCE taxonomy_revision_number;
CREATE TABLE taxonomy_revision (number bigint NOT NULL);
INSERT INTO taxonomy_revision VALUES (nextval('taxonomy_revision_number'));
CREATE FUNCTION taxonomy_next_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE taxonomy_revision SET number = nextval('taxonomy_revision_number');
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER next_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION taxonomy_next_revision();
"""
REMOVE = """
DROP FUNCTION taxonomy_next_revision() CASCADE;
DROP TABLE taxonomy_revision;
DROP SEQUENCE taxonomy_revision_number;
"""


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0002_hierarchy")]

    operations = [
        migrations.RunSQL(CREATE, REMOVE),
        *[migrations.RunSQL(TRIGGER.format(table=each), "") for each in TABLES],
    ]
