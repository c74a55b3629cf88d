from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from documents.curation.duplicates import GONE


class PossibleDuplicateQuerySet(models.QuerySet):
    def open(self):
        """Return those that nobody has judged, of entries that are still there."""
        here = self.filter(dismissed_at=None)
        return here.exclude(first__state__in=GONE).exclude(second__state__in=GONE)


class PossibleDuplicate(models.Model):
    """Two entries that may be one. Once somebody has said that they are not, it stays so."""

    class Reason(models.TextChoices):
        DOI = "doi", _("same DOI")
        ISBN = "isbn", _("same ISBN")
        URL = "url", _("same address")
        TITLE = "title", _("nearly the same title")

    first = models.ForeignKey("documents.Entry", models.CASCADE, related_name="+")
    second = models.ForeignKey("documents.Entry", models.CASCADE, related_name="+")
    reasons = ArrayField(models.CharField(max_length=5, choices=Reason.choices))
    found_at = models.DateTimeField(auto_now_add=True)
    dismissed_at = models.DateTimeField(null=True)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = PossibleDuplicateQuerySet.as_manager()

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")), name="duplicate_pair_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.first_id} = {self.second_id}"

    @property
    def reason_labels(self) -> list[str]:
        return [str(self.Reason(each).label) for each in self.reasons]


class Comparison(models.Model):
    """As of which change an entry was compared with all others."""

    entry = models.OneToOneField(
        "documents.Entry", models.CASCADE, primary_key=True, related_name="+"
    )
    changed_at = models.DateTimeField()

    def __str__(self):
        return str(self.pk)
