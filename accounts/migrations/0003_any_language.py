"""No migration lists the languages of the interface any more: settings alone do."""

from django.db import migrations, models

import wording.languages


def language(help_text: str) -> models.CharField:
    return models.CharField(
        choices=wording.languages.choices,
        default=wording.languages.default,
        help_text=help_text,
        max_length=10,
        verbose_name="language",
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_audit_log_kept")]

    operations = [
        migrations.AlterField(
            "invitation",
            "language",
            language("The letter comes in this language, and later letters too."),
        ),
        migrations.AlterField("profile", "language", language("Letters come in this language.")),
    ]
