from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wording import MessagesField


class ImportRun(models.Model):
    """One file that was brought in, with what became of its rows."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", pgettext_lazy("import", "uploaded")
        PREPARING = "preparing", _("being looked through")
        PREPARED = "prepared", _("ready to apply")
        APPLYING = "applying", _("being applied")
        APPLIED = "applied", pgettext_lazy("import", "applied")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", pgettext_lazy("import", "undone")

    # Nothing is written yet; so the file can still be thrown away.
    UNFINISHED = (State.UPLOADED, State.PREPARING, State.PREPARED)

    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="import_runs",
        verbose_name=_("who"),
    )  # fmt: skip
    name = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=10)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(editable=False)
    # Header of the file -> name of the column, or nothing; empty for files that name their fields.
    mapping = models.JSONField(_("columns"), default=dict, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.UPLOADED
    )
    message = MessagesField(_("message"))
    created_at = models.DateTimeField(pgettext_lazy("when", "uploaded"), auto_now_add=True)
    applied_at = models.DateTimeField(pgettext_lazy("when", "applied"), null=True)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("applied by"),
    )  # fmt: skip
    undone_at = models.DateTimeField(pgettext_lazy("when", "undone"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("undone by"),
    )  # fmt: skip

    # The newest agent when it was applied: what came after may have come with it.
    last_agent = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        default_permissions = ("view",)
        permissions = [
            ("import_entries", "Can import and export entries in bulk"),
            ("change_imports_of_others", "Can apply and undo what others imported"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_state_display()})"

    @property
    def waits_for_columns(self) -> bool:
        """Whether somebody must say first what the columns hold."""
        return self.state == self.State.UPLOADED and bool(self.mapping)

    @property
    def waits_to_be_looked_through(self) -> bool:
        return self.state == self.State.UPLOADED and not self.mapping

    @property
    def can_be_thrown_away(self) -> bool:
        return self.state in self.UNFINISHED and self.applied_at is None
