from itertools import groupby
from operator import attrgetter

from django.db import migrations, models

from documents.records.plain import content

READABLE = ("published", "superseded")


def number_versions(apps, schema_editor):
    """Give revisions from before the numbers that readers would have seen."""
    revisions = apps.get_model("documents", "Revision").objects.order_by("entry_id", "number")
    for _entry, own in groupby(revisions.iterator(2000), attrgetter("entry_id")):
        last, number = None, 0
        for revision in own:
            record = revision.record
            if record["state"] in READABLE and content(record) != last:
                last, number = content(record), number + 1
                revision.version = number
                revision.save(update_fields=["version"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0008_states")]

    operations = [
        migrations.AddField(
            "revision", "version", models.PositiveIntegerField(null=True, verbose_name="version")
        ),
        migrations.AlterField(
            "revision",
            "note",
            models.TextField(
                blank=True,
                help_text="What changed and why, in a sentence; readers see it with the version.",
                verbose_name="note",
            ),
        ),
        migrations.RunPython(number_versions, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "revision",
            models.UniqueConstraint(fields=["entry", "version"], name="revision_version_once"),
        ),
    ]
