"""Places on pages that the rooms above fill, though the pages do not know them.

A room declares its inserts once, from `ready()` of its app. An insert that fails is left out and
logged; no page falls with it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.utils.functional import Promise

from documents.audience import Audience
from taxonomy.structure import NOT_TAGGED

log = logging.getLogger(__name__)


class Slot(StrEnum):
    """Where inserts are shown, and what each is made of."""

    ENTRY = "entry"  # below the text of an entry's page; of documents.pages.entry.EntryPage
    RESULT = "result"  # in lines of lists; of the list of results: {number of the entry: value}
    SEARCH = "search"  # at the head of a search; of documents.search.page.SearchPage
    LIST = "list"  # below the results of a search; of documents.search.page.SearchPage
    FIRST_SCREEN = "first screen"  # of the admin; of the account
    DATA = "data"  # in the API; of the list of entries: {number of the entry: plain value}


@dataclass(frozen=True)
class Insert:
    """What a room shows in a slot.

    `make` gets what the slot is about and the audience; what is empty shows nothing. `template`
    gets the value as `value`. `heading` puts it into a page's list of contents, at the element
    `<name>-title`. `queries` is how many it asks at most, however long the list. `revision`
    changes whenever the insert may, where it rests on more than the collection.
    """

    slot: Slot
    name: str
    order: int
    make: Callable[[Any, Audience], Any]
    template: str = ""
    heading: str | Promise = ""
    audience: Audience = Audience.PUBLIC
    queries: int = 0
    revision: Callable[[], str] = str

    def is_for(self, audience: Audience) -> bool:
        return self.audience in (Audience.PUBLIC, audience)


@dataclass(frozen=True)
class Filled:
    """An insert with what it shows now."""

    insert: Insert
    value: Any


@dataclass(frozen=True)
class DerivedFacet:
    """Vocabularies that entries carry by what a room knows of them, not by anybody's choice.

    `relation` is a table or view with the columns `entry_id` and `concept_id`. The room calls
    `documents.search.projection.project` for entries of which it has come to know something else.
    """

    schemes: frozenset[str]
    relation: str


declared: dict[tuple[Slot, str], Insert] = {}
derived: dict[str, DerivedFacet] = {}


def declare(*inserts: Insert) -> None:
    """Take up what a room shows; ValueError where two use one name in a slot."""
    for insert in inserts:
        if declared.setdefault((insert.slot, insert.name), insert) != insert:
            raise ValueError(f"Two inserts are called {insert.name} in {insert.slot}.")


def declare_facet(facet: DerivedFacet) -> None:
    """Take up what a room derives; the search then filters and counts by it."""
    derived[facet.relation] = facet


def not_tagged() -> frozenset[str]:
    """Return the vocabularies that nobody tags an entry with by hand."""
    return NOT_TAGGED.union(*(facet.schemes for facet in derived.values()))


def with_derived(statement: str, where: str = "true") -> str:
    """Return SQL with a subquery of each derived facet in the place of `-- derived`."""
    subqueries = (
        f"UNION SELECT entry_id, concept_id FROM {relation} WHERE {where}"  # noqa: S608  from code
        for relation in sorted(derived)
    )
    return statement.replace("-- derived", "\n".join(subqueries))


def inserts(slot: Slot, audience: Audience) -> list[Insert]:
    """Return what this audience is shown in a slot, in its order."""
    found = [each for each in declared.values() if each.slot is slot and each.is_for(audience)]
    return sorted(found, key=lambda each: (each.order, each.name))


def fill(slot: Slot, subject: Any, audience: Audience) -> list[Filled]:
    """Make the inserts of a page."""
    return [Filled(each, value) for each, value in made(slot, subject, audience)]


def fill_rows(slot: Slot, subject: Any, audience: Audience) -> dict[int, list[Filled]]:
    """Make the inserts of a list: number of the entry -> what its line shows."""
    rows: dict[int, list[Filled]] = {}
    for insert, values in made(slot, subject, audience):
        for number, value in values.items():
            rows.setdefault(number, []).append(Filled(insert, value))
    return rows


def made(slot: Slot, subject: Any, audience: Audience) -> Iterator[tuple[Insert, Any]]:
    for insert in inserts(slot, audience):
        value = None
        with forgiving(insert):
            value = insert.make(subject, audience)
        if value:
            yield insert, value


def revision(slots: Iterable[Slot]) -> str:
    """Return a text that becomes another one whenever an insert in one of these slots may."""
    wanted = set(slots)
    return " ".join(each.revision() for key, each in sorted(declared.items()) if key[0] in wanted)


@contextmanager
def forgiving(insert: Insert) -> Iterator[None]:
    """Leave out what fails, and leave the page's transaction as it was."""
    try:
        if insert.queries and connection.in_atomic_block:
            with transaction.atomic():
                yield
        else:
            yield
    except Exception:
        log.exception("The insert %s of %s failed and is left out.", insert.name, insert.slot)
