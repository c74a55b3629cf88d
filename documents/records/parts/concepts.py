"""The concepts that an entry is tagged with. What findings bring is no tag; a tag of theirs that
stands there is let be."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy

from documents.models import Entry, Kind
from documents.records.cells import joined, parted
from documents.records.parts.part import (
    Candidate,
    Change,
    Column,
    Fault,
    Known,
    Leaves,
    Part,
    Path,
    keys_of,
)
from documents.records.terms import Terms, not_known
from documents.slots import not_tagged
from taxonomy import vocabulary
from taxonomy.models import Scheme
from taxonomy.structure import FINDING_SCHEMES
from wording import sentence as _

NAME = "concepts"
BATCH = 5000
Tag = Entry.concepts.through


class Concepts(Part):
    names = (NAME,)
    models = (Tag,)

    def related(self) -> Iterable[Any]:
        return ["concepts__scheme"]

    def read(self, entry: Entry) -> dict[str, Any]:
        """Map scheme codes to the codes of the entry's concepts."""
        codes: dict[str, list[str]] = {}
        for concept in entry.concepts.all():
            codes.setdefault(concept.scheme.code, []).append(concept.code)
        return {NAME: codes}

    def settle(self, name: str, value: Any, terms: Terms) -> Any:
        return {
            scheme: list(dict.fromkeys(terms.now(scheme, str(code)) for code in codes))
            for scheme, codes in value.items()
            if codes
        }

    def leaves(self, name: str, value: Any) -> Leaves:
        return {(name, scheme): sorted(map(str, codes)) for scheme, codes in value.items()}

    def faults_at(
        self, path: Path, value: Any, candidate: Candidate, terms: Terms
    ) -> Iterator[Fault]:
        for code in value:
            if path[1] in FINDING_SCHEMES or not terms.knows(path[1], code):
                yield path, not_known(code)

    def write(self, changes: list[Change], terms: Terms) -> None:
        own = Tag.objects.filter(entry__in=keys_of(changes))
        own.exclude(concept__scheme__code__in=FINDING_SCHEMES).delete()
        pairs = {
            (each.entry.pk, terms.concept(scheme, code)): None
            for each in changes
            for scheme, codes in each.record.get(NAME, {}).items()
            if scheme not in FINDING_SCHEMES
            for code in codes
        }
        rows = (Tag(entry_id=entry, concept_id=concept) for entry, concept in pairs)
        Tag.objects.bulk_create(rows, batch_size=BATCH)

    def columns(self, terms: Terms, languages: Iterable[str]) -> Iterable[Column]:
        schemes = Scheme.objects.exclude(code__in=not_tagged()).order_by("position", "code")
        return [column(terms, scheme) for scheme in schemes]

    def names_below(self, kind: Kind) -> dict[str, str]:
        return {each.code: str(each.title) for each in vocabulary.current().schemes}

    def called(self, path: Path, below: dict[str, str]) -> list[Any]:
        return [gettext_lazy("concepts"), *(below.get(each, each) for each in path[1:])]

    def known(self, value: Any, known: Known) -> Any:
        public = {
            scheme: [code for code in codes if (scheme, code) not in known.proposed]
            for scheme, codes in value.items()
        }
        return {scheme: codes for scheme, codes in public.items() if codes}


CONCEPTS = Concepts()


def column(terms: Terms, scheme: Scheme) -> Column:
    code = scheme.code
    return Column(
        code, (NAME, code),
        lambda codes: joined(terms.written(code, each) for each in codes),
        lambda cell: sorted({terms.code(code, each) for each in parted(cell)}),
        help=str(_("Several are separated by “; ”.")),
        called=lambda: scheme.title.values(),
        options=lambda kind: [terms.written(code, each) for each in terms.codes.get(code, {})],
    )  # fmt: skip
