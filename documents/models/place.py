from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryPlace(models.Model):
    """A place of an entry and what the place has to do with it."""

    class Role(models.TextChoices):
        TOOK_PLACE_IN = "took_place_in", _("took place in")
        IS_ABOUT = "is_about", _("is about")
        WRITTEN_FOR = "written_for", _("written for")

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="places")
    place = models.ForeignKey(
        "taxonomy.Place", models.PROTECT, related_name="entry_places", verbose_name=_("place")
    )
    role = models.CharField(
        _("role"), max_length=15, choices=Role.choices, default=Role.TOOK_PLACE_IN
    )

    class Meta:
        verbose_name = _("place of the entry")
        verbose_name_plural = _("places of the entry")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "place", "role"], name="entry_place_once",
                violation_error_message=_("This place stands here already in this role."),
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_role_display()} {self.place}"
