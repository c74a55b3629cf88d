"""What was applied stays on record, whoever asks."""

from django.db import migrations

STAYS = """
CREATE FUNCTION exchange_applied_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an import that was applied stays on record'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'import_applied_stays';
END $$;
CREATE TRIGGER import_applied_stays BEFORE DELETE ON exchange_importrun
FOR EACH ROW WHEN (OLD.applied_at IS NOT NULL) EXECUTE FUNCTION exchange_applied_stays();
"""
GOES = """
DROP TRIGGER import_applied_stays ON exchange_importrun;
DROP FUNCTION exchange_applied_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0004_messages")]

    operations = [migrations.RunSQL(STAYS, GOES)]
