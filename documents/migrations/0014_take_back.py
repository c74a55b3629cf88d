"""A publication of today can be taken back."""

from django.db import migrations

FUNCTION = """
CREATE OR REPLACE FUNCTION twg_refuse_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.state, NEW.state) NOT IN (
        %s('draft', 'submitted'), ('draft', 'published'),
        ('submitted', 'in_review'), ('submitted', 'draft'),
        ('submitted', 'accepted'), ('submitted', 'declined'),
        ('in_review', 'draft'), ('in_review', 'accepted'), ('in_review', 'declined'),
        ('accepted', 'draft'), ('accepted', 'declined'), ('accepted', 'published'),
        ('declined', 'submitted'),
        ('published', 'superseded'), ('published', 'withdrawn'),
        ('superseded', 'published'), ('superseded', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'entry %%: %% may not follow %%', NEW.id, NEW.state, OLD.state
            USING ERRCODE = 'check_violation', CONSTRAINT = 'entry_state_follows';
    END IF;
    RETURN NEW;
END $$;
"""
TAKEN_BACK = "('published', 'draft'), ('published', 'accepted'),\n        "


class Migration(migrations.Migration):
    dependencies = [("documents", "0013_bulk_change")]

    operations = [migrations.RunSQL(FUNCTION % TAKEN_BACK, FUNCTION % "")]
