"""The vocabularies as a process holds them in memory, read again when they change.

A page names hundreds of concepts; here they cost no query. What is edited or shown one at a time
is read from the models.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from django.db import connection
from django.utils.translation import get_language

from taxonomy.localized import LocalizedText
from taxonomy.models import Concept, Label, Scheme
from wording.languages import best_language


@dataclass(frozen=True)
class Heading:
    """A concept's names and its place in the tree; `broader_ids` in the vocabulary's order."""

    pk: int
    scheme_code: str
    code: str
    status: str
    successor_id: int | None
    preferred: dict[str, str] = field(repr=False)
    alternatives: tuple[str, ...] = field(repr=False)
    broader_ids: tuple[int, ...] = field(repr=False)
    definition: LocalizedText = field(repr=False)
    # Language of a reader -> language of the label that they get.
    read_in: dict[str | None, str] = field(default_factory=dict, repr=False, compare=False)

    def __str__(self) -> str:
        return self.label or self.code

    def __hash__(self) -> int:
        return self.pk

    @property
    def label(self) -> str:
        return self.preferred.get(self.label_language, "")

    @property
    def label_language(self) -> str:
        return self.language_for(get_language())

    def language_for(self, reader: str | None) -> str:
        """Return the language of the label that readers of this language get."""
        found = self.read_in.get(reader)
        if found is None:
            found = self.read_in[reader] = best_language(self.preferred, reader)
        return found

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in every language."""
        return (*self.preferred.values(), *self.alternatives)

    @property
    def is_public(self) -> bool:
        return self.status in (Concept.Status.ACCEPTED, Concept.Status.DEPRECATED)


class Vocabulary:
    """All schemes and concepts at one revision; never changed once it is read."""

    def __init__(self, revision: int, schemes: list[Scheme], headings: list[Heading]):
        self.revision = revision
        self.schemes = schemes
        self.headings = {each.pk: each for each in headings}
        self.codes = {(each.scheme_code, each.code): each for each in headings}
        self.public_in: dict[str, list[Heading]] = defaultdict(list)
        for each in headings:
            if each.is_public:
                self.public_in[each.scheme_code].append(each)

    @property
    def facets(self) -> list[Scheme]:
        return [scheme for scheme in self.schemes if scheme.is_facet]

    def in_scheme(self, scheme_code: str) -> list[Heading]:
        """List the public concepts of a scheme in their order."""
        return self.public_in.get(scheme_code, [])

    def public(self, concept_ids: Iterable[int | None]) -> list[Heading]:
        """Return those of the concepts that visitors may see, in the order of the ids."""
        found = (self.headings.get(pk) for pk in concept_ids if pk)
        return [each for each in found if each and each.is_public]

    def meaning(self, scheme_code: str, code: str) -> Heading | None:
        """Return the public concept that a code means now; of a merged one, its successor."""
        heading = self.codes.get((scheme_code, code))
        if heading and heading.status == Concept.Status.MERGED:
            heading = self.headings.get(heading.successor_id or 0)
        return heading if heading and heading.is_public else None


held: Vocabulary | None = None
reading = Lock()


def current() -> Vocabulary:
    """Return the vocabularies as they are now; one short query when nothing changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM taxonomy_revision")
        return at(cursor.fetchone()[0])


def at(revision: int) -> Vocabulary:
    """Return the vocabularies at the revision that the running transaction sees."""
    global held
    found = held
    if found is None or found.revision != revision:
        with reading:
            found = held if held and held.revision == revision else read(revision)
            held = found
    return found


def read(revision: int) -> Vocabulary:
    return Vocabulary(revision, list(Scheme.objects.all()), read_headings())


def read_headings() -> list[Heading]:
    preferred, alternatives = read_labels()
    broader = read_broader()
    columns = ["pk", "scheme__code", "code", "status", "successor_id", "definition"]
    return [
        Heading(
            pk,
            scheme,
            code,
            status,
            successor,
            preferred[pk],
            tuple(alternatives[pk]),
            tuple(broader[pk]),
            definition,
        )
        for pk, scheme, code, status, successor, definition in Concept.objects.values_list(*columns)
    ]


def read_labels() -> tuple[dict[int, dict[str, str]], dict[int, list[str]]]:
    """Map concept ids to preferred labels by language, and concept ids to alternative labels."""
    preferred: dict[int, dict[str, str]] = defaultdict(dict)
    alternatives: dict[int, list[str]] = defaultdict(list)
    rows = Label.objects.values_list("concept_id", "kind", "language", "text")
    for concept_id, kind, language, text in rows:
        if kind == Label.Kind.PREFERRED:
            preferred[concept_id][language] = text
        else:
            alternatives[concept_id].append(text)
    return preferred, alternatives


def read_broader() -> dict[int, list[int]]:
    """Map concept ids to the ids of the concepts right above them."""
    links = Concept.broader.through.objects.order_by("to_concept__position", "to_concept__code")
    broader: dict[int, list[int]] = defaultdict(list)
    for concept_id, above in links.values_list("from_concept_id", "to_concept_id"):
        broader[concept_id].append(above)
    return broader
