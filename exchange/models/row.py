from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.identifier import identifier_of
from documents.models import ChangeRow
from exchange.models.run import ImportRun
from wording import Messages


class ImportRowQuerySet(models.QuerySet["ImportRow"]):
    def to_decide(self) -> Self:
        """Return those that may be duplicates, even if it was decided to change the other one."""
        action, decision = ImportRow.Action, ImportRow.Decision
        return self.filter(Q(action=action.DUPLICATE) | Q(decision=decision.UPDATE))

    def to_write(self) -> Self:
        """Return those that applying writes, as decided so far."""
        plain = Q(action__in=[ImportRow.Action.NEW, ImportRow.Action.CHANGED])
        decided = Q(action=ImportRow.Action.DUPLICATE, decision=ImportRow.Decision.NEW)
        return self.filter(plain | decided)


class ImportRow(ChangeRow):
    """One row of the file beside the entry that it changes, or may be a duplicate of."""

    class Action(models.TextChoices):
        NEW = "new", pgettext_lazy("row", "new")
        CHANGED = "changed", pgettext_lazy("row", "changed")
        UNCHANGED = "unchanged", pgettext_lazy("row", "unchanged")
        DUPLICATE = "duplicate", _("may be a duplicate")
        ERROR = "error", _("error")

    class Decision(models.TextChoices):
        SKIP = "skip", _("leave it out")
        NEW = "new", _("enter it as new")
        UPDATE = "update", _("change the entry that is there")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(_("row"))
    name = models.CharField(_("name"), max_length=500, blank=True)
    action = models.CharField(_("what happens"), max_length=9, choices=Action.choices)
    decision = models.CharField(
        _("decision"), max_length=6, choices=Decision.choices, default=Decision.SKIP
    )
    # What the row makes of the entry as a whole; which parts it changes: [path, old, new].
    record = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    # [cell, what is wrong with it, as wording.Messages writes it]
    problems = models.JSONField(default=list)

    objects = ImportRowQuerySet.as_manager()

    class Meta(ChangeRow.Meta):
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of an import")
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=~Q(action="error") | ~Q(problems=[]), name="import_error_says_what"
            ),
        ]
        indexes = [models.Index(fields=["run", "action", "number"], name="import_row_by_action")]

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    @property
    def identifier(self) -> str:
        return identifier_of(self.entry_id) if self.entry_id else self.name

    @property
    def complaints(self) -> list[tuple[str, Messages]]:
        """(cell, what is wrong with it) of each problem, in the reader's language."""
        return [(cell, Messages.read(stored)) for cell, stored in self.problems]
