"""The entries that a step would touch, as they are named before it is taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.models import Entry

NAMED = 10


@dataclass(frozen=True)
class Touched:
    """How many entries, the first of them for a page, and how many that page leaves unnamed."""

    number: int
    first: list[Entry]

    @classmethod
    def of(cls, ids: Iterable[int]) -> "Touched":
        ids = sorted(set(ids))
        columns = Entry.objects.only("title", "title_language", "state")
        return cls(len(ids), list(columns.filter(pk__in=ids[:NAMED]).order_by("pk")))

    @property
    def unnamed(self) -> int:
        return self.number - len(self.first)
