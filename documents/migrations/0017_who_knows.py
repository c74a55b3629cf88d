"""Whom curators can ask about a practice that nobody has written about."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0016_finding_correction")]

    operations = [
        migrations.AddField(
            model_name="suggestion",
            name="who_knows",
            field=models.CharField(blank=True, max_length=500, verbose_name="who knows about it"),
        ),
    ]
