"""Addresses that are kept lead to the web, whatever wrote them."""

from django.core.validators import URLValidator
from django.db import migrations, models
from django.db.models import CheckConstraint, Q

ON_THE_WEB = "^https?://"


def on_the_web(model: str) -> list:
    """Return what holds the address of a finding's other source."""
    column = models.URLField(
        blank=True, max_length=500, validators=[URLValidator(schemes=["http", "https"])],
        verbose_name="address of the other source",
    )  # fmt: skip
    condition = Q(reference_url="") | Q(reference_url__iregex=ON_THE_WEB)
    constraint = CheckConstraint(condition=condition, name=f"{model}_source_is_on_the_web")
    return [
        migrations.AlterField(model, "reference_url", column),
        migrations.AddConstraint(model, constraint),
    ]


class Migration(migrations.Migration):
    dependencies = [("documents", "0026_page_revision")]
    operations = [
        *on_the_web("finding"),
        *on_the_web("readingfinding"),
        migrations.AddConstraint(
            "link",
            CheckConstraint(condition=Q(url__iregex=ON_THE_WEB), name="link_is_on_the_web"),
        ),
    ]
