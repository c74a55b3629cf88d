import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

WRITTEN = ["applied", "undoing", "undone"]


def reference(to: str, name: str, related_name: str) -> models.ForeignKey:
    return models.ForeignKey(
        to,
        django.db.models.deletion.SET_NULL,
        null=True,
        related_name=related_name,
        verbose_name=name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0022_loaded"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("bulkchange", "bulk_change_applied_has_date"),
        migrations.AddField(
            "bulkchange", "applied_by", reference(settings.AUTH_USER_MODEL, "applied by", "+")
        ),
        migrations.AlterField(
            "bulkchange", "actor", reference(settings.AUTH_USER_MODEL, "who", "%(class)ss")
        ),
        migrations.AlterField(
            "bulkchange",
            "state",
            models.CharField(
                "state",
                choices=[
                    ("prepared", "preview"),
                    ("applying", "being applied"),
                    ("applied", "applied"),
                    ("undoing", "being undone"),
                    ("undone", "undone"),
                ],
                default="uploaded",
                max_length=10,
            ),
        ),
        migrations.AlterField("bulkline", "entry", reference("documents.entry", "entry", "+")),
        migrations.AddConstraint(
            "bulkchange",
            models.CheckConstraint(
                condition=Q(state__in=WRITTEN, applied_at__isnull=False)
                | (~Q(state__in=WRITTEN) & Q(applied_at=None)),
                name="bulk_change_applied_has_date",
            ),
        ),
    ]
