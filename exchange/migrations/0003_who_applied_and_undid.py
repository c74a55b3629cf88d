import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def account(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        django.db.models.deletion.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0002_decisions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("importrun", "applied_by", account("applied by")),
        migrations.AddField("importrun", "undone_by", account("undone by")),
    ]
