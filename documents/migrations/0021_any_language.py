"""No migration lists the languages of the interface any more: settings alone do.

The indexes of titles stay; documents/search/title_indexes.py makes those of further languages.
"""

from django.db import migrations, models

import wording.languages


class Migration(migrations.Migration):
    dependencies = [("documents", "0020_kind_facts")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex("indexedentry", f"indexed_title_{language}")
                for language in ("en", "es", "fr", "ar")
            ]
        ),
        migrations.AlterField(
            "submission",
            "language",
            models.CharField(
                default=wording.languages.default,
                max_length=10,
                verbose_name="language of our letters",
            ),
        ),
    ]
