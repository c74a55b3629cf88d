"""A change beside what it does to each entry, line by line."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy, ngettext, pgettext

from documents.admin.changes import RowsPage
from documents.models import BulkChange, BulkLine
from documents.templatetags.readable import grouped

Outcome = BulkLine.Outcome


@dataclass(frozen=True)
class Shown:
    """`what` differs, in words."""

    line: BulkLine
    what: str


class ChangePage(RowsPage):
    column = "outcome"
    undo = gettext_lazy("Undo")

    def __init__(self, change: BulkChange, user, asked):
        lines = change.lines.select_related("entry").defer("entry__summary")
        super().__init__(change, user, lines, asked)

    def all_rows(self, number: int) -> str:
        return self.rows_of(pgettext("entries", "all"), number)

    @property
    def lines(self) -> list[Shown]:
        found = list(self.page)
        words = self.sort.action.words([line.data for line in found])
        return [Shown(line, what) for line, what in zip(found, words, strict=True)]

    @property
    def can_be_applied(self) -> bool:
        return super().can_be_applied and Outcome.CHANGE in self.numbers

    @property
    def can_be_undone(self) -> bool:
        return super().can_be_undone and Outcome.DONE in self.numbers and self.sort.may_undo()

    @property
    def apply(self) -> str:
        number = self.numbers[Outcome.CHANGE]
        text = ngettext("Change %(number)s entry", "Change %(number)s entries", number)
        return text % {"number": grouped(number)}
