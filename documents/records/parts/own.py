"""The entry's own columns: those that a record holds by themselves, and those that it groups."""

import dataclasses
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import DateField, PositiveSmallIntegerField
from django.utils.translation import override
from django_stubs_ext import StrOrPromise

from documents.models import Entry
from documents.records.conditions import faults_of
from documents.records.parts.part import (
    Candidate,
    Column,
    Fault,
    Leaves,
    Part,
    Path,
    normal,
    without_empty,
)
from documents.records.terms import Terms
from taxonomy.structure import KIND
from wording import sentence as _

COLUMNS = [
    "title", "title_language", "takeaway", "summary", "text_language", "issued", "rights",
    "access", "embargo_until", "verified_on", "review_due",
]  # fmt: skip
GROUPS = {
    "citation": {
        "type": "csl_type",
        "container_title": "container_title",
        "volume": "volume",
        "issue": "issue",
        "page": "page",
    },
    "period": {"start": "period_start", "end": "period_end"},
    "provenance": {"found_by": "found_by", "found_in": "found_in", "found_on": "found_on"},
}
LANGUAGES = ("title_language", "text_language")
YEARS = ("start", "end")  # names that say nothing without their group
ALL = {field.name: field for field in Entry._meta.concrete_fields}


class EntryColumns(Part):
    """Columns of the entry, each at a path of its record."""

    def __init__(self, paths: dict[str, Path]):
        self.paths = paths  # column -> path

    def fill(self, entry: Entry, record: dict[str, Any], terms: Terms) -> None:
        for column, path in self.paths.items():
            setattr(entry, column, stored(column, at(record, path)))

    def faults(self, candidate: Candidate, terms: Terms) -> Iterator[Fault]:
        entry = Entry()
        unread: list[str] = []
        for column, path in self.paths.items():
            try:
                setattr(entry, column, stored(column, candidate.leaves.get(path)))
            except ValueError:
                unread.append(column)
                text = _("“%(value)s” is no day; write it as 2026-05-31.")
                yield path, text % {"value": str(candidate.leaves[path])}
        others = set(ALL) - set(self.paths)
        for column, messages in faults_of(entry, {*others, *unread}).items():
            yield from ((self.paths[column], message) for message in messages)

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        """Return the column's name alone: readers know no groups."""
        column = self.column_at(path)
        return [ALL[column].verbose_name] if column else list(path)

    def column_at(self, path: Path) -> str | None:
        return next((column for column, own in self.paths.items() if own == path), None)

    def column(self, column: str, name: str, terms: Terms) -> Column:
        field, path = ALL[column], self.paths[column]
        return Column(
            name, path, read=reader(field), help=str(field.help_text) if name == column else "",
            called=lambda: in_all_languages(lambda: field.verbose_name),
            options=lambda kind: [value for value, _label in field.choices or ()],
        )  # fmt: skip


class Own(EntryColumns):
    """The kind, and the columns that a record holds by themselves."""

    names = (KIND, *COLUMNS)
    curators_own = frozenset({"verified_on", "review_due"})
    rank = 0

    def read(self, entry: Entry) -> dict[str, Any]:
        own = {name: plain(getattr(entry, name)) for name in COLUMNS}
        return {KIND: entry.kind.code} | own

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return value if name == KIND else settled(name, value)

    def leaves(self, name: str, value: Any) -> Leaves:
        return {(name,): normal(value)}

    def fill(self, entry: Entry, record: dict[str, Any], terms: Terms) -> None:
        entry.kind = terms.kinds[record[KIND]]
        super().fill(entry, record, terms)

    def faults(self, candidate: Candidate, terms: Terms) -> Iterator[Fault]:
        if candidate.leaves.get((KIND,)) not in terms.kinds:
            yield (KIND,), _("A new entry needs its kind.")
        if not candidate.leaves.get(("title",)):
            yield ("title",), _("An entry needs its title.")
        yield from super().faults(candidate, terms)

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        yield Column(
            KIND, (KIND,), lambda code: terms.written(KIND, code),
            lambda cell: terms.code(KIND, cell),
            called=lambda: in_all_languages(lambda: ALL[KIND].verbose_name),
            options=lambda kind: [terms.written(KIND, kind.code)],
        )  # fmt: skip
        yield from (self.column(name, name, terms) for name in COLUMNS)

    def column(self, column: str, name: str, terms: Terms) -> Column:
        made = super().column(column, name, terms)
        if column not in LANGUAGES:
            return made
        return dataclasses.replace(made, options=lambda kind: languages(terms))

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        return [ALL[path[0]].verbose_name]


class Details(EntryColumns):
    """The columns that a record groups: the citation, the period, the provenance."""

    names = tuple(GROUPS)
    curators_own = frozenset({"provenance"})
    rank = 2

    def read(self, entry: Entry) -> dict[str, Any]:
        return {
            group: without_empty({n: plain(getattr(entry, c)) for n, c in below.items()})
            for group, below in GROUPS.items()
        }

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        below = GROUPS[name]
        return {n: settled(below[n], v) if n in below else v for n, v in value.items()}

    def leaves(self, name: str, value: Any) -> Leaves:
        return {(name, below): normal(each) for below, each in value.items()}

    def faults(self, candidate: Candidate, terms: Terms) -> Iterator[Fault]:
        yield from super().faults(candidate, terms)
        for path in candidate.leaves:
            if path[0] in GROUPS and self.column_at(path) is None:
                yield path, _("%(what)s: “%(value)s” is not known.") % {
                    "what": "field", "value": ".".join(path),
                }  # fmt: skip

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        """Yield the columns; the group's name stands before what is no name alone (`YEARS`)."""
        for column, (group, name) in self.paths.items():
            yield self.column(column, f"{group}_{name}" if name in YEARS else name, terms)


OWN = Own({name: (name,) for name in COLUMNS})
DETAILS = Details(
    {column: (group, name) for group, below in GROUPS.items() for name, column in below.items()}
)


# -- Values of columns -----------------------------------------------------------------------


def at(record: dict[str, Any], path: Path) -> Any:
    """Return what stands at a path; what the record leaves out is None."""
    for step in path[:-1]:
        record = record.get(step, {})
    return record.get(path[-1])


def stored(column: str, value: Any) -> Any:
    """Return a plain value as the column holds it, nothing as its default; ValueError: no day."""
    if value is None:
        return ALL[column].get_default()
    if isinstance(ALL[column], DateField) and isinstance(value, str):
        return date.fromisoformat(value)
    return value


def settled(column: str, value: Any) -> Any:
    """Return a value of a file as `plain` would give it; what cannot be stays as it is."""
    try:
        return normal(plain(ALL[column].to_python(value)))
    except (ValidationError, ValueError):
        return normal(value)


def plain(value: Any) -> Any:
    """Return a value as JSON and YAML hold it."""
    return value.isoformat() if hasattr(value, "isoformat") else value


# -- Cells of columns ------------------------------------------------------------------------


def languages(terms: Terms) -> list[str]:
    return [code for code in terms.codes.get("language", {}) if len(code) == 2]


def reader(field: Any) -> Callable[[str], object]:
    if field.choices:
        return lambda cell: choices_of(field.name).get(cell.casefold(), cell)
    if isinstance(field, DateField):
        return day
    return year if isinstance(field, PositiveSmallIntegerField) else str


@cache
def choices_of(column: str) -> dict[str, str]:
    """Map a choice's name in any language of the interface, and its value, to the value."""
    choices = cast("list[tuple[str, StrOrPromise]]", ALL[column].choices or [])
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found |= {str(label).casefold(): value for value, label in choices}
    return found | {value: value for value, _label in choices}


def year(cell: str) -> int:
    if not re.fullmatch("[0-9]{4}", cell):
        raise ValueError(_("“%(value)s” is no year.") % {"value": cell})
    return int(cell)


def day(cell: str) -> str:
    """Write 20260531 as 2026-05-31; what is no day stays, and the checks say so."""
    try:
        return date.fromisoformat(cell).isoformat()
    except ValueError:
        return cell


def in_all_languages(name: Callable[[], StrOrPromise]) -> list[str]:
    found = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            found.append(str(name()))
    return found
