from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models.evidence import Finding


class FindingCorrectionQuerySet(models.QuerySet):
    def open(self):
        """Return the proposals that nobody has decided yet."""
        return self.filter(decided_at=None)


class FindingCorrection(models.Model):
    """A change of what a finding says in substance, which one person proposes and another decides.

    `before` and `after` are rows of documents.evidence.rows; `finding` is gone where the findings
    of the entry were replaced. Changes of the wording alone are revisions like any other.
    """

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="finding_corrections")
    finding = models.ForeignKey(Finding, models.SET_NULL, null=True, related_name="corrections")
    before = models.JSONField()
    after = models.JSONField()
    note = models.CharField(_("note for readers"), max_length=500)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposed_corrections",
        verbose_name=_("proposed by"),
    )  # fmt: skip
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="decided_corrections",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(pgettext_lazy("when", "decided"), null=True)
    is_confirmed = models.BooleanField(_("is confirmed"), null=True)
    reason = models.CharField(_("reason"), max_length=1000, blank=True)

    objects = FindingCorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction of a finding")
        verbose_name_plural = _("corrections of findings")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["finding"], condition=Q(decided_at=None), name="correction_one_waits"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None, is_confirmed=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_confirmed__isnull=False),
                name="correction_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(is_confirmed=False)
                | ~Q(decided_by=F("proposed_by")),
                name="correction_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_confirmed=None) | Q(is_confirmed=True) | ~Q(reason=""),
                name="correction_refused_with_reason",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="correction_has_note"),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.entry.identifier} · {self.note}"

    @property
    def is_open(self) -> bool:
        return self.decided_at is None

    @property
    def was_taken_back(self) -> bool:
        """Whether whoever proposed it has taken it back."""
        return not self.is_open and self.decided_by_id == self.proposed_by_id
