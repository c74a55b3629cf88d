"""The narrative sections of the entry's kind; an empty one has no row."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from documents.models import Entry, Kind, Section, SectionTemplate
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
from wording import sentence as _

NAME = "sections"


class Sections(Part):
    names = (NAME,)
    models = (Section,)
    rank = 9

    def related(self) -> Iterable[Any]:
        return ["sections__template"]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {NAME: {each.template.key: each.text for each in entry.sections.all()}}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return without_empty({key: normal(text) for key, text in value.items()})

    def leaves(self, name: str, value: Any) -> Leaves:
        return {(name, key): normal(text) for key, text in value.items()}

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        if (candidate.leaves.get(("kind",)), path[1]) not in terms.templates:
            yield path, _("Entries of this kind have no such section.")
        yield from unfit(path, Section(text=value), "entry", "template")

    def write(self, changes: list[Change], terms: Terms) -> None:
        replace(Section, changes, [
            Section(entry=each.entry, template=terms.templates[each.record["kind"], key], text=text)
            for each in changes
            for key, text in each.record.get(NAME, {}).items()
        ])  # fmt: skip

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        keys = SectionTemplate.objects.values_list("key", flat=True).distinct().order_by("key")
        return [column(key) for key in keys]

    def names_below(self, kind: Kind) -> dict[str, str]:
        return {each.key: str(each.heading) for each in kind.section_templates.all()}

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        return [gettext_lazy("sections"), *(below.get(each, each) for each in path[1:])]


SECTIONS = Sections()


def column(key: str) -> Column:
    return Column(f"section:{key}", (NAME, key), called=lambda: headings(key))


def headings(key: str) -> list[str]:
    """List what the kinds call it, in every language."""
    templates = SectionTemplate.objects.filter(key=key)
    return [text for template in templates for text in template.heading.values()]
