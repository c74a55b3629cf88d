"""A set of changes beside its rows, some at a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.utils.functional import Promise, cached_property

from documents.changes import sort_of
from documents.models.change_set import State
from documents.templatetags.readable import grouped


@dataclass(frozen=True)
class Link:
    address: str
    text: str
    is_current: bool


class RowsPage:
    """One page of the rows, of one fate if asked for. `column` of a row says which fate."""

    column: str
    per_page = 100

    def __init__(self, change_set: Any, user, rows: QuerySet, asked):
        """`asked` is the address's query."""
        self.change_set, self.user = change_set, user
        self.sort = sort_of(change_set, user)
        self.fates = dict(rows.model._meta.get_field(self.column).choices)
        fate = asked.get(self.column, "")
        self.fate = fate if fate in self.fates else ""
        self.numbers = dict(rows.order_by().values_list(self.column).annotate(Count("pk")))
        shown = rows.filter(**{self.column: self.fate}) if self.fate else rows
        self.page: Page = Paginator(shown, self.per_page).get_page(asked.get("page"))

    @property
    def title(self) -> str:
        return str(self.change_set)

    @property
    def links(self) -> Iterator[Link]:
        """To all rows, and to those of each fate that there is."""
        yield Link("?", self.all_rows(sum(self.numbers.values())), not self.fate)
        for fate, name in self.fates.items():
            if fate in self.numbers:
                text = self.rows_of(name, self.numbers[fate])
                yield Link(f"?{self.column}={fate}", text, fate == self.fate)

    def all_rows(self, number: int) -> str:
        """Word the link to all rows."""
        raise NotImplementedError

    def rows_of(self, name: str | Promise, number: int) -> str:
        """Word the link to the rows of a fate."""
        return f"{name} ({grouped(number)})"

    @cached_property
    def to_write(self) -> int:
        return self.sort.to_write().count()

    @property
    def can_be_applied(self) -> bool:
        return self.change_set.state == State.PREPARED

    @property
    def can_be_undone(self) -> bool:
        return self.change_set.state == State.APPLIED

    @property
    def apply(self) -> str:
        """What the button says that applies it."""
        raise NotImplementedError

    @property
    def undo(self) -> str | Promise:
        """What the link says to the page that undoes it."""
        raise NotImplementedError
