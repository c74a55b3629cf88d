"""An import beside what it would do, row by row."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet
from django.urls import reverse
from django_stubs_ext import StrOrPromise

from documents.history.differences import as_text, flatten
from documents.history.field_names import FieldNames
from documents.history.words import Words
from documents.models import Kind
from documents.records.leaves import record
from documents.records.parts.part import Path
from exchange.models import ImportRow, ImportRun

ROWS = 50


@dataclass(frozen=True)
class Part:
    """One part of an entry that a row changes."""

    name: str
    old: str
    new: str


@dataclass(frozen=True)
class Shown:
    row: ImportRow
    parts: list[Part]


class Preview:
    """One page of the rows, of one sort if asked for."""

    def __init__(self, run: ImportRun, action: str, page: str | None):
        self.run = run
        self.action = action if action in ImportRow.Action.values else ""
        rows = run.rows.filter(action=self.action) if self.action else run.rows.all()
        self.page: Page[ImportRow] = Paginator(rows.select_related("entry"), ROWS).get_page(page)

    @property
    def counts(self) -> list[tuple[str, StrOrPromise, int]]:
        """(action, its name, number of rows), of those that there are."""
        found = dict(self.run.rows.order_by().values_list("action").annotate(Count("pk")))
        return [(a.value, a.label, found[a.value]) for a in ImportRow.Action if a.value in found]

    @cached_property
    def kinds(self) -> dict[str, FieldNames]:
        shown = {row.record.get("kind") for row in self.page}
        return {kind.code: FieldNames(kind) for kind in Kind.objects.filter(code__in=shown)}

    @property
    def rows(self) -> list[Shown]:
        return [Shown(row, self.parts(row)) for row in self.page]

    @cached_property
    def words(self) -> Words:
        shown = [record({tuple(path): new}) for row in self.page for path, _, new in row.changes]
        return Words(shown, is_whole=True)

    def parts(self, row: ImportRow) -> list[Part]:
        names = self.kinds.get(row.record.get("kind"))
        return [self.part(names, tuple(path), old, new) for path, old, new in row.changes]

    def part(self, names: FieldNames | None, path: Path, old: Any, new: Any) -> Part:
        name = names.name(path) if names else ".".join(path)
        return Part(name, *(self.text(names, path, value) for value in (old, new)))

    def text(self, names: FieldNames | None, path: Path, value: Any) -> str:
        """Word a part of a record as people read it."""
        if value is None:
            return ""
        flat = flatten(self.words.of(record({path: value})))
        return "\n".join(
            as_text(names.value(below, each) if names else each) for below, each in flat.items()
        )

    @property
    def to_decide(self) -> QuerySet[ImportRow]:
        return self.run.rows.to_decide().filter(pk__in=[row.pk for row in self.page])

    @property
    def url(self) -> str:
        return reverse("admin:exchange_importrun_change", args=[self.run.pk])

    @property
    def has_errors(self) -> bool:
        return self.run.rows.filter(action=ImportRow.Action.ERROR).exists()

    @property
    def writes(self) -> int:
        return self.run.rows.to_write().count()
