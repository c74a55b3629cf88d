from django.db import migrations, models

DECISIONS = [
    ("skip", "leave it out"),
    ("new", "enter it as new"),
    ("update", "change the entry that is there"),
]


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]

    operations = [
        migrations.AddField(
            "importrun", "last_agent", models.BigIntegerField(default=0, editable=False)
        ),
        migrations.AlterField(
            "importrow",
            "decision",
            models.CharField("decision", choices=DECISIONS, default="skip", max_length=6),
        ),
    ]
