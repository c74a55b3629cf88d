"""Title, takeaway and summary in further languages."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.db.models import Field
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from documents.models import Entry, Translation
from documents.records.parts.part import (
    Candidate,
    Change,
    Column,
    Fault,
    Leaves,
    Part,
    Path,
    normal,
    replace,
    unfit,
    without_empty,
)
from documents.records.terms import Terms
from wording.languages import name as language_name

TRANSLATED = ["title", "takeaway", "summary"]


class Translations(Part):
    names = ("translations",)
    models = (Translation,)
    rank = 1

    def related(self) -> Iterable[Any]:
        return ["translations"]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {
            "translations": {
                each.language: without_empty({name: getattr(each, name) for name in TRANSLATED})
                for each in entry.translations.all()
            }
        }

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        texts = {
            str(language): without_empty({field: normal(text) for field, text in fields.items()})
            for language, fields in value.items()
        }
        return without_empty(texts)

    def leaves(self, name: str, value: Any) -> Leaves:
        return {
            (name, language, field): normal(text)
            for language, fields in value.items()
            for field, text in fields.items()
        }

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        row = Translation(language=path[1], **{path[2]: value})
        yield from unfit(path, row, "entry")

    def write(self, changes: list[Change], terms: Terms) -> None:
        replace(Translation, changes, [
            Translation(entry=each.entry, language=language, **texts)
            for each in changes
            for language, texts in each.record.get("translations", {}).items()
        ])  # fmt: skip

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        return [
            Column(f"{field}_{language}", ("translations", language, field))
            for language in languages
            for field in TRANSLATED
        ]

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        return [_("translations"), *map(step_name, path[1:])]


TRANSLATIONS = Translations()


def step_name(step: str) -> StrOrPromise:
    """Name a language by its code, or a column of the translation."""
    if step in TRANSLATED:
        field = cast("Field[Any, Any]", Translation._meta.get_field(step))
        return field.verbose_name
    return language_name(step)
