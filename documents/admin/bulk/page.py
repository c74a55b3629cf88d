"""A change beside what it does to each entry, line by line."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django_stubs_ext import StrOrPromise

from documents.curation import bulk
from documents.models import BulkChange, BulkLine

LINES = 100
Outcome = BulkLine.Outcome
State = BulkChange.State


@dataclass(frozen=True)
class Shown:
    """`what` differs, in words."""

    line: BulkLine
    what: str


class ChangePage:
    """One page of the lines, of one outcome if asked for."""

    def __init__(self, change: BulkChange, user, outcome: str, number: str | None):
        self.change, self.user = change, user
        self.outcome = outcome if outcome in Outcome.values else ""
        lines = change.lines.select_related("entry").defer("entry__summary")
        if self.outcome:
            lines = lines.filter(outcome=self.outcome)
        self.page: Page = Paginator(lines, LINES).get_page(number)
        self.action = bulk.CATALOGUE[change.action](change.parameters, user)
        self.numbers = dict(change.lines.order_by().values_list("outcome").annotate(Count("pk")))

    @property
    def counts(self) -> list[tuple[str, StrOrPromise, int]]:
        """(outcome, its name, number of entries), of those that there are."""
        return [(o.value, o.label, self.numbers[o]) for o in Outcome if o in self.numbers]

    @property
    def total(self) -> int:
        return sum(self.numbers.values())

    @property
    def lines(self) -> list[Shown]:
        found = list(self.page)
        words = self.action.words([line.data for line in found])
        return [Shown(line, what) for line, what in zip(found, words, strict=True)]

    @property
    def to_change(self) -> int:
        return self.numbers.get(Outcome.CHANGE, 0)

    @property
    def can_be_applied(self) -> bool:
        return self.change.state == State.PREPARED and self.to_change > 0

    @property
    def can_be_undone(self) -> bool:
        is_done = self.change.state == State.APPLIED and Outcome.DONE in self.numbers
        return is_done and self.user.has_perm(self.action.permission)

    @property
    def is_running(self) -> bool:
        return self.change.state in (State.APPLYING, State.UNDOING)
