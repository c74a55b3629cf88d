"""A collection of any size, the same every time: rows of entries and what belongs to them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from benchmarks.words import Lexicon, read_lexicons, zipf
from documents.models import Agent, Kind, SectionTemplate
from taxonomy.models import Concept, Place, Scheme

SEED = 20_251_122
FIRST = 1001  # number; before it stand the entries of the starter collection
BATCH = 5000  # entries generated at a time
SHARES = {"en": 0.60, "es": 0.20, "fr": 0.12, "ar": 0.08}
LENGTHS = {"title": (4, 12), "takeaway": (10, 20), "summary": (60, 120), "section": (40, 100)}
FILE_LENGTH = (300, 1500)
CONCEPTS = (8, 14)
YEARS = (1985, 2026)
NOW = "2026-01-01 00:00+00"

Rows = dict[str, list[tuple]]  # table -> rows in the order of COLUMNS

COLUMNS = {
    "documents_entry": [
        "id", "kind_id", "state", "title", "title_language", "takeaway", "summary",
        "text_language", "issued", "csl_type", "container_title", "volume", "issue", "page",
        "rights", "access", "embargo_until", "found_by", "found_in", "published_at",
        "withdrawal_reason", "created_at", "changed_at", "version", "last_file_number",
    ],
    "documents_entry_concepts": ["entry_id", "concept_id"],
    "documents_entryplace": ["entry_id", "place_id", "role"],
    "documents_contribution": ["entry_id", "agent_id", "role", "position"],
    "documents_section": ["entry_id", "template_id", "text"],
    "documents_file": [
        "entry_id", "number", "title", "language", "licence", "content", "name", "format", "size",
        "cover", "sha256", "pages", "text", "extraction", "extraction_message", "fixity",
        "added_at", "changed_at",
    ],
}  # fmt: skip


@dataclass
class Material:
    """What entries are made of: real vocabularies and places, words, people."""

    lexicons: dict[str, Lexicon] = field(default_factory=read_lexicons)

    def __post_init__(self):
        self.kinds = list(Kind.objects.order_by("pk").values_list("pk", flat=True))
        self.templates = {
            pk: SectionTemplate.objects.filter(kind=pk).order_by("pk").first() for pk in self.kinds
        }
        self.languages = dict(
            Concept.objects.filter(scheme__code="language").values_list("code", "pk")
        )
        self.places = list(Place.objects.order_by("pk").values_list("pk", flat=True))
        self.agents = list(Agent.objects.order_by("pk").values_list("pk", flat=True))
        self.concepts, self.likely = self.weighted_concepts()

    def weighted_concepts(self) -> tuple[list[int], np.ndarray]:
        """The concepts of all facets but those that every entry has one of, and how likely the
        first n of them are; within a scheme by Zipf's law."""
        schemes = Scheme.objects.facets().exclude(code__in=["kind", "place", "language"])
        concepts, weights = [], []
        for scheme in schemes.order_by("pk"):
            pks = list(scheme.concepts.order_by("pk").values_list("pk", flat=True))
            concepts += pks
            weights.append(np.diff(zipf(len(pks)), prepend=0))
        likely = np.cumsum(np.concatenate(weights))
        return concepts, likely / likely[-1]


def generate(material: Material, first: int, last: int) -> Iterator[Rows]:
    """The rows of the entries from the first number to the last, a batch at a time.

    A batch depends on its first number alone, so that any process may make it.
    """
    for start in range(first, last + 1, BATCH):
        rng = np.random.default_rng([SEED, start])
        yield make_batch(material, rng, range(start, min(start + BATCH, last + 1)))


def make_batch(material: Material, rng: np.random.Generator, numbers: range) -> Rows:
    rows: Rows = {table: [] for table in COLUMNS}
    languages = rng.choice(list(SHARES), size=len(numbers), p=list(SHARES.values()))
    for number, language in zip(numbers, languages.tolist(), strict=True):
        Maker(material, rng, rows, number, language).make()
    return rows


@dataclass
class Maker:
    """One entry's rows."""

    material: Material
    rng: np.random.Generator
    rows: Rows
    number: int
    language: str

    def make(self) -> None:
        kind = self.one_of(self.material.kinds)
        has_file = self.rng.random() < 0.1
        self.add_entry(kind, has_file)
        self.add_concepts()
        self.add_people()
        self.add_section(kind)
        if has_file:
            self.add_file()

    def add(self, table: str, *values) -> None:
        self.rows[table].append(values)

    def one_of(self, values: list):
        return values[int(self.rng.random() ** 2 * len(values))]

    def text(self, shortest: int, longest: int) -> str:
        lexicon = self.material.lexicons[self.language]
        words = lexicon.draw(self.rng, int(self.rng.integers(shortest, longest + 1)))
        return " ".join(words).capitalize()

    def add_entry(self, kind: int, has_file: bool) -> None:
        title, takeaway, summary = (
            self.text(*LENGTHS[part]) for part in ("title", "takeaway", "summary")
        )
        access = "members" if self.rng.random() < 0.02 else "open"
        self.add(
            "documents_entry", self.number, kind, "published", title[:500], self.language,
            takeaway[:200], summary[:4000], self.language, self.issued(), "", "", "", "", "", "",
            access, None, "", "", NOW, "", NOW, NOW, 0, int(has_file),
        )  # fmt: skip

    def issued(self) -> str:
        first, last = YEARS
        year = last - int(self.rng.random() ** 2 * (last - first + 1))
        month, day = self.rng.integers(1, 13), self.rng.integers(1, 29)
        return (f"{year}", f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}")[
            int(self.rng.integers(3))
        ]

    def add_concepts(self) -> None:
        least, most = CONCEPTS
        number = int(self.rng.integers(least, most + 1)) - 2
        drawn = np.searchsorted(self.material.likely, self.rng.random(3 * number))
        concepts = list(dict.fromkeys(drawn.tolist()))[:number]
        for each in concepts:
            self.add("documents_entry_concepts", self.number, self.material.concepts[each])
        language = self.material.languages[self.language]
        self.add("documents_entry_concepts", self.number, language)
        place = self.one_of(self.material.places)
        self.add("documents_entryplace", self.number, place, "took_place_in")

    def add_people(self) -> None:
        people = {self.one_of(self.material.agents) for _ in range(int(self.rng.integers(1, 4)))}
        for position, agent in enumerate(sorted(people)):
            self.add("documents_contribution", self.number, agent, "creator", position)

    def add_section(self, kind: int) -> None:
        template = self.material.templates[kind]
        if template:
            self.add("documents_section", self.number, template.pk, self.text(*LENGTHS["section"]))

    def add_file(self) -> None:
        text = self.text(*FILE_LENGTH)
        self.add(
            "documents_file", self.number, 1, "", self.language, "", f"{self.number}",
            "file.pdf", "pdf", len(text), "", f"{self.number:064d}", 10, text, "done", "[]", "",
            NOW, NOW,
        )  # fmt: skip
