"""What is told of every part of an entry, and what most parts share.

A part is one module of this folder. A new one needs that module, its place in `PARTS` (see
`documents/records/parts/__init__.py`), its model with the line that exports it, and its migration:
records, tables, checks, history, undoing and public data then know it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Model

from documents.models import Entry, Kind
from documents.records.conditions import faults_of
from documents.records.terms import Terms
from wording import Message, Messages
from wording import sentence as _

Path = tuple[str, ...]
Leaves = dict[Path, Any]
Fault = tuple[Path, Message | Messages | str]
BATCH = 2000  # rows in one statement


def no_names() -> list[str]:
    return []


def no_options(kind: Kind) -> list[str]:
    return []


@dataclass(frozen=True)
class Column:
    """A column of a table of entries. `write` makes a cell of a leaf's value, `read` a value of a
    cell (ValueError: says why); `called` gives what people may call it, in all languages, `help`
    what is said to who fills it in, `options` what is offered to choose from."""

    name: str
    path: Path
    write: Callable[[Any], str] = str
    read: Callable[[str], Any] = str
    help: str = ""
    called: Callable[[], Iterable[str]] = no_names
    options: Callable[[Kind], Iterable[str]] = no_options


@dataclass
class Change:
    """An entry, the settled record that it becomes, and the leaves that differ; an entry that is
    yet to be made has no key, and differs in all."""

    entry: Entry
    record: dict[str, Any]
    paths: set[Path] = field(default_factory=set)

    def touches(self, *names: str) -> bool:
        return any(path[0] in names for path in self.paths)


@dataclass(frozen=True)
class Candidate:
    """An entry as it would be: its leaves, and what it is known by if anything is."""

    leaves: Leaves
    pk: int | None = None
    key: str | None = None


class Known(Protocol):
    """What an audience may know of: identifiers of entries, and which terms are only proposed,
    (scheme, code)."""

    entries: set[str]
    proposed: set[tuple[str, str]]


class Part:
    """A part of an entry: its plain data, its smallest pieces that are compared and replaced as
    one, its faults, its rows, its columns of a table, its name, and what readers may know of it.

    `names` are those under which a record holds it; `models` have its rows, the first of them
    those that name the entry (none: they are columns of the entry).
    """

    names: tuple[str, ...]
    models: tuple[type[Model], ...] = ()
    is_written = True  # whether a record brings it in; files come another way
    has_columns = True  # whether a table does
    stays_unsaid = False  # whether a record that does not speak of it leaves it as it is
    curators_own: frozenset[str] = frozenset()  # names that readers do not get to know
    rank = 5  # where its columns stand among those of other parts

    # -- Plain data --------------------------------------------------------------------------

    def related(self) -> Iterable[Any]:
        """Return what `prefetch_related` is to fetch before `read`."""
        return ()

    def read(self, entry: Entry) -> dict[str, Any]:
        """Return name -> plain value, empty where the entry has none of it."""
        raise NotImplementedError

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        """Return a value from a file in the form in which `read` would give it: clean texts,
        successors of merged concepts, identifiers for keys. What cannot be is left for `faults`."""
        return value

    # -- Differences -------------------------------------------------------------------------

    def leaves(self, name: str, value: Any) -> Leaves:
        """Return path -> value, equal where the meaning is."""
        return {(name,): value}

    def gather(self, path: Path, value: Any, record: dict[str, Any]) -> None:
        """Put a leaf back where a record has it."""
        for step in path[:-1]:
            record = record.setdefault(step, {})
        record[path[-1]] = value

    # -- What is wrong -----------------------------------------------------------------------

    def faults(self, candidate: Candidate, terms: Terms) -> Iterator[Fault]:
        """Yield what is wrong with it, and where; nothing here asks the database for a row."""
        for path, value in candidate.leaves.items():
            if path[0] in self.names:
                yield from self.faults_at(path, value, candidate, terms)

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        yield from ()

    # -- Writing -----------------------------------------------------------------------------

    def fill(self, entry: Entry, record: dict[str, Any], terms: Terms) -> None:
        """Set the entry's own columns, before it is saved."""

    def write(self, changes: list[Change], terms: Terms) -> None:
        """Write the rows of all these entries, each of which differs in this part, in as many
        statements as for one. KeyError where a record names what is no more."""

    # -- Tables ------------------------------------------------------------------------------

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        """Return the columns of a table that hold it, with translations into these languages."""
        return ()

    # -- Names -------------------------------------------------------------------------------

    def names_below(self, kind: Kind) -> dict[str, str]:
        """Return step of a path -> what people call it, where that needs looking up."""
        return {}

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        """Return what people call what stands at the path, from the whole to the piece."""
        return [self.models[0]._meta.verbose_name_plural]

    # -- What readers may know ---------------------------------------------------------------

    def entries(self, value: Any) -> Iterator[str]:
        """Yield the identifiers of the entries that it names."""
        yield from ()

    def known(self, value: Any, known: Known) -> Any:
        """Return what of a value an audience may know; `known` is of documents.records.public."""
        return value


# -- Shared ----------------------------------------------------------------------------------


def normal(value: Any) -> Any:
    """Return a text with one sort of line end and trimmed; anything else as it is."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return value


def without_empty(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if value not in (None, "", [], {})}


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows whose order means nothing in one that is always the same."""
    return sorted(rows, key=lambda row: sorted(row.items()))


def twice(path: Path, rows: list[dict[str, Any]]) -> Iterator[Fault]:
    if len({tuple(sorted(row.items())) for row in rows}) < len(rows):
        yield path, _("The same stands here twice.")


def unfit(path: Path, row: Model, *exclude: str) -> Iterator[Fault]:
    """Yield what a related row, which is not saved, says of itself."""
    for messages in faults_of(row, exclude).values():
        yield from ((path, message) for message in messages)


def keys_of(changes: Iterable[Change]) -> list[int]:
    return [change.entry.pk for change in changes]


def replace(model: type[Model], changes: list[Change], rows: Iterable[Model], **of: Any) -> None:
    """Write these rows instead of those that the entries had."""
    model._default_manager.filter(entry__in=keys_of(changes), **of).delete()
    model._default_manager.bulk_create(rows, batch_size=BATCH)
