from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models import ChangeSet
from documents.models.change_set import State, state_field


class ImportRun(ChangeSet):
    """One file that was brought in, with what became of its rows."""

    name = models.CharField(_("file"), max_length=200)
    format = models.CharField(_("format"), max_length=10)
    sha256 = models.CharField("SHA-256", max_length=64)
    content = models.BinaryField(editable=False)
    # Header of the file -> name of the column, or nothing; empty for files that name their fields.
    mapping = models.JSONField(_("columns"), default=dict, blank=True)
    state = state_field({
        State.UPLOADED: pgettext_lazy("import", "uploaded"),
        State.PREPARING: _("being looked through"),
        State.PREPARED: _("ready to apply"),
        State.APPLYING: _("being applied"),
        State.APPLIED: pgettext_lazy("import", "applied"),
        State.UNDOING: _("being undone"),
        State.UNDONE: pgettext_lazy("import", "undone"),
    })  # fmt: skip
    created_at = models.DateTimeField(pgettext_lazy("when", "uploaded"), auto_now_add=True)
    # The newest agent when it was applied: what came after may have come with it.
    last_agent = models.BigIntegerField(default=0, editable=False)

    class Meta(ChangeSet.Meta):
        verbose_name = _("import")
        verbose_name_plural = _("imports")
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
        return self.state == State.UPLOADED and bool(self.mapping)

    @property
    def waits_to_be_looked_through(self) -> bool:
        return self.state == State.UPLOADED and not self.mapping
