from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wording import MessagesField


class Revision(models.Model):
    """An entry as it was after one change: its whole record, who made it so, and why."""

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("when"), auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("who")
    )
    action = models.CharField(_("what"), max_length=20)
    note = MessagesField(
        _("note"),
        help_text=_("What changed and why, in a sentence; readers see it with the version."),
    )  # fmt: skip
    # Counts what readers could read; a draft, and a change of what is curators' own, has none.
    version = models.PositiveIntegerField(_("version"), null=True)
    record = models.JSONField(_("record"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("history")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "number"], name="revision_number_once"),
            models.UniqueConstraint(fields=["entry", "version"], name="revision_version_once"),
        ]

    def __str__(self):
        return f"{self.entry.identifier} · {self.number}"
