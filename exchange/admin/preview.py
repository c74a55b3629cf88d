"""An import beside what it would do, row by row."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.types import Account
from documents.admin.changes import RowsPage
from documents.history.differences import as_text, flatten
from documents.history.field_names import FieldNames
from documents.history.words import Words
from documents.models import Kind
from documents.records.leaves import record
from documents.records.parts.part import Path
from documents.templatetags.readable import grouped
from exchange.models import ImportRow, ImportRun


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


class Preview(RowsPage):
    column, per_page = "action", 50
    undo = gettext_lazy("Undo the whole import")

    def __init__(self, run: ImportRun, user: Account, asked: Any):
        super().__init__(run, user, run.rows.select_related("entry"), asked)

    @property
    def title(self) -> str:
        return str(self.change_set.name)

    def all_rows(self, number: int) -> str:
        return gettext("All rows")

    def rows_of(self, name: str | Promise, number: int) -> str:
        return f"{capfirst(str(name))}: {grouped(number)}"

    @property
    def apply(self) -> str:
        text = ngettext("Import %(number)s entry", "Import %(number)s entries", self.to_write)
        return text % {"number": grouped(self.to_write)}

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
        run: ImportRun = self.change_set
        return run.rows.to_decide().filter(pk__in=[row.pk for row in self.page])

    @property
    def url(self) -> str:
        return reverse("admin:exchange_importrun_change", args=[self.change_set.pk])

    @property
    def has_errors(self) -> bool:
        return ImportRow.Action.ERROR in self.numbers
