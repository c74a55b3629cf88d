"""Everything the search knows at one revision of the database; never changed once it is made."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.db import connection
from pyroaring import BitMap

from documents.audience import Audience
from documents.search.index.columns import Columns, all_columns
from documents.search.index.ids import union
from documents.search.index.sets import NO_YEAR, Sets, read_sets, replaced
from documents.search.index.words import Posting, Words

MOST_CHANGES = 200  # that are remembered one by one

CHANGES = """
SELECT revision, entry_ids FROM documents_searchchange WHERE revision > %s ORDER BY revision
"""
NOTHING = BitMap()


@dataclass(frozen=True)
class Change:
    revision: int
    entry_ids: BitMap


@dataclass(frozen=True)
class Index:
    """`changes`: what happened since `oldest`, in order. `words` is shared with later indexes."""

    revision: int
    sets: Sets
    columns: Columns
    oldest: int
    changes: tuple[Change, ...] = ()
    words: Words = field(default_factory=Words)

    def entries(self, name: str, key: int = 0) -> BitMap:
        """Return the entries of a set, such as `entries("concept", 12)`; do not change it."""
        return self.sets.get(name, {}).get(key, NOTHING)

    def among(self, name: str, first: int, last: int) -> BitMap:
        """Return the entries whose key lies in a range, both ends included."""
        keys = self.sets.get(name, {})
        return union(keys[key] for key in keys if first <= key <= last)

    @property
    def all(self) -> BitMap:
        return self.entries("all")

    def visible_to(self, audience: Audience, today: date) -> BitMap:
        """Apply the rule of Entry.objects.visible_to to the sets."""
        visible = self.among("public_from", 0, today.toordinal())
        return visible if audience is Audience.MEMBERS else visible - self.entries("members")

    def evaluated(self, today: date) -> BitMap:
        return self.among("evaluated_from", 0, today.toordinal())

    @property
    def years(self) -> dict[int, BitMap]:
        """Year -> entries, for entries that have one."""
        return {year: each for year, each in self.sets.get("year", {}).items() if year != NO_YEAR}

    @cached_property
    def years_down(self) -> list[int]:
        """The years from the last on; what has none comes at the end."""
        return sorted(self.sets.get("year", {}), reverse=True)

    @cached_property
    def average_length(self) -> float:
        return float(self.columns.length.sum()) / max(len(self.all), 1)

    @property
    def concepts(self) -> dict[int, BitMap]:
        return self.sets.get("concept", {})

    def postings(self, forms: Iterable[str]) -> dict[str, Posting]:
        """Map forms of words to the entries that hold them."""
        return self.words.find(forms, self)

    def changed_since(self, revision: int) -> BitMap | None:
        """Return the entries that changed since a revision; None where nobody remembers."""
        if not self.oldest <= revision <= self.revision:
            return None
        later = (each.entry_ids for each in self.changes if each.revision > revision)
        return union(later)

    def followed(self) -> "Index":
        """Return the index as the running transaction sees it, from what changed since this one."""
        news = read_changes(self.revision)
        changed = union(each.entry_ids for each in news)
        now = read_sets(changed)
        return Index(
            revision=news[-1].revision,
            sets=replaced(self.sets, changed, now),
            columns=self.columns.updated(changed),
            oldest=self.oldest,
            changes=condensed((*self.changes, *news)),
            words=self.words,
        )


def read_changes(after: int) -> list[Change]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, [after])
        return [Change(revision, BitMap(ids)) for revision, ids in cursor.fetchall()]


def condensed(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Make one change of the older half, once there are too many.

    Who follows from within it looks at some entries too many.
    """
    if len(changes) <= MOST_CHANGES:
        return changes
    half = len(changes) // 2
    older = union(each.entry_ids for each in changes[:half])
    return (Change(changes[half - 1].revision, older), *changes[half:])


def read_index(revision: int) -> Index:
    """Read the index from the rows alone."""
    return Index(revision, read_sets(), all_columns(), oldest=revision)
