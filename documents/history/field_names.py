"""What people call the fields of a record, in their language."""

from functools import cached_property
from typing import Any

from django.db.models import Field

from documents.models import Entry, Kind
from documents.records.parts import PART_OF, PARTS
from documents.records.parts.own import DETAILS, OWN
from documents.records.parts.part import Path
from taxonomy import vocabulary
from taxonomy.structure import KIND
from taxonomy.vocabulary import Vocabulary
from wording.languages import name as language_name

LANGUAGES = (("title_language",), ("text_language",))


class FieldNames:
    """The names for the entries of one kind."""

    def __init__(self, kind: Kind):
        self.below = {name: part.names_below(kind) for part in PARTS for name in part.names}

    @cached_property
    def terms(self) -> Vocabulary:
        return vocabulary.current()

    def name(self, path: Path) -> str:
        """Name a field: ("translations", "es", "title") as “translations › Spanish › title”."""
        return " › ".join(str(step) for step in self.steps(path))

    def steps(self, path: Path) -> list[Any]:
        if part := PART_OF.get(path[0]):
            return part.called(path, self.below[path[0]])
        column = column_of(path)
        return [column.verbose_name if column else path[0]]

    def value(self, path: tuple[str, ...], value: Any) -> object:
        """Name a choice, a language or the kind; anything else stays as it is."""
        if path in LANGUAGES:
            return language_name(value) if value else value
        if path == (KIND,):
            return self.terms.meaning(KIND, value) or value
        column = column_of(path)
        return dict(column.choices or ()).get(value, value) if column else value


def column_of(path: Path) -> Field[Any, Any] | None:
    """Return the entry's own column that a field of its record holds; None for rows beside it."""
    fields = {field.name: field for field in Entry._meta.concrete_fields}
    held = {own: column for part in (OWN, DETAILS) for column, own in part.paths.items()}
    return fields.get(held.get(path, path[0] if len(path) == 1 else ""))
