"""What people call the fields of a record, in their language."""

from django.utils.translation import gettext_lazy as _

from documents.models import (
    Contribution,
    Entry,
    EntryPlace,
    File,
    Finding,
    Identifier,
    Kind,
    Link,
    Relation,
    Translation,
)
from documents.records import plain
from taxonomy import vocabulary
from wording.languages import name as language_name

ROWS = {
    "identifiers": Identifier,
    "places": EntryPlace,
    "files": File,
    "links": Link,
    "relations": Relation,
    "evidence": Finding,
    "translations": Translation,
}
LANGUAGES = (("title_language",), ("text_language",))
SECTIONS_AND_CONCEPTS = {"sections": _("sections"), "concepts": _("concepts")}


class FieldNames:
    """The names for the entries of one kind."""

    def __init__(self, kind: Kind):
        sections = kind.section_templates.all()
        self.terms = vocabulary.current()
        self.below = {
            "sections": {each.key: str(each.heading) for each in sections},
            "concepts": {each.code: str(each.title) for each in self.terms.schemes},
        }

    def name(self, path: tuple[str, ...]) -> str:
        """("translations", "es", "title") is read as "translations › Spanish › title"."""
        return " › ".join(str(part) for part in self.parts(*path))

    def parts(self, first: str, *rest: str) -> list:
        if column := column_of(first, *rest):
            return [column.verbose_name]
        if first in plain.ROLES:
            return [Contribution.Role(plain.ROLES[first]).label]
        if first == "translations":
            return [_("translations"), *map(self.translated, rest)]
        if first in ROWS:
            return [ROWS[first]._meta.verbose_name_plural]
        names = self.below.get(first, {})
        return [SECTIONS_AND_CONCEPTS.get(first, first), *(names.get(each, each) for each in rest)]

    @staticmethod
    def translated(part: str) -> str:
        """A language's code, or a column of the translation."""
        if part in plain.TRANSLATED:
            return Translation._meta.get_field(part).verbose_name
        return language_name(part)

    def value(self, path: tuple[str, ...], value) -> object:
        """A choice, a language or the kind by its name; anything else as it is."""
        if path in LANGUAGES:
            return language_name(value) if value else value
        if path == ("kind",):
            return self.terms.meaning("kind", value) or value
        column = column_of(*path)
        return dict(column.choices or ()).get(value, value) if column else value


def column_of(first: str, *rest: str):
    """The entry's own column that a field of its record holds; None for rows beside it."""
    names = plain.GROUPS.get(first)
    column = names.get(rest[0]) if names and rest else first
    fields = {field.name: field for field in Entry._meta.concrete_fields}
    return fields.get(column)
