"""How links and files are found to be: what came of the last look, and when the next is due."""

from django.db import migrations, models
from django.db.models import Q

RESULTS = [
    ("reached", "reached"),
    ("refused", "the server does not answer machines"),
    ("busy", "the server asks to come back later"),
    ("missing", "there is no such page"),
    ("error", "the server reports an error"),
    ("unknown", "there is no server of this name"),
    ("unreachable", "the server could not be reached"),
    ("slow", "the server took too long"),
    ("garbled", "the answer could not be understood"),
    ("certificate", "the server's certificate is not valid"),
    ("redirects", "the address leads in circles"),
    ("unsafe", "not an address of the public internet"),
]

# Another address was never checked, whoever wrote it and however.
FORGET = """
CREATE FUNCTION twg_forget_link_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.checked_at := NULL;
    NEW.check_result := '';
    NEW.check_due := NULL;
    NEW.failures := 0;
    NEW.failing_since := NULL;
    RETURN NEW;
END $$;
CREATE TRIGGER link_check_is_of_its_address BEFORE UPDATE OF url ON documents_link
    FOR EACH ROW WHEN (OLD.url <> NEW.url) EXECUTE FUNCTION twg_forget_link_check();
"""
REMEMBER = """
DROP TRIGGER link_check_is_of_its_address ON documents_link;
DROP FUNCTION twg_forget_link_check();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0010_evidence")]

    operations = [
        migrations.AlterField(
            "link",
            "check_result",
            models.CharField(
                blank=True, choices=RESULTS, editable=False, max_length=100, verbose_name="result"
            ),
        ),
        migrations.AddField(
            "link", "check_due", models.DateTimeField(db_index=True, editable=False, null=True)
        ),
        migrations.AddField(
            "link",
            "failures",
            models.PositiveSmallIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            "link", "failing_since", models.DateTimeField(editable=False, null=True)
        ),
        migrations.AddConstraint(
            "link",
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="link_failing_since_its_first_failure",
            ),
        ),
        migrations.RunSQL(FORGET, REMEMBER),
        migrations.AddField(
            "file",
            "fixity",
            models.CharField(
                blank=True,
                choices=[
                    ("same", "unchanged"),
                    ("changed", "no longer what was uploaded"),
                    ("missing", "missing or unreadable"),
                ],
                default="",
                editable=False,
                max_length=8,
                verbose_name="condition",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "file",
            "fixity_checked_at",
            models.DateTimeField(
                db_index=True, editable=False, null=True, verbose_name="condition checked"
            ),
        ),
    ]
