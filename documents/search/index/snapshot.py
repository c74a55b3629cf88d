"""One state of the database for a whole search: rows, sets and words of the same moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Any, cast

from django.db import connection, transaction

from documents.search.index import saved
from documents.search.index.index import Index, read_index
from documents.search.index.labels import Labels
from taxonomy import vocabulary
from taxonomy.vocabulary import Heading, Vocabulary

TIMEOUT_MS = 3000  # of any one query of a search
RETRIES = 5
MOST_OFFERED = 100  # concepts of one scheme, as a facet

STATE = """
SELECT (SELECT number FROM taxonomy_revision),
    coalesce((SELECT max(revision) FROM documents_searchchange), 0),
    EXISTS (SELECT FROM documents_searchchange WHERE revision = %s)
"""


@dataclass(frozen=True)
class Snapshot:
    """What a search reads from: index and vocabularies as its transaction sees them, and what was
    counted of all entries already."""

    index: Index
    vocabulary: Vocabulary
    labels: Labels
    counted: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    @property
    def revision(self) -> str:
        """The state of entries and vocabularies, as text: the same text, the same answers."""
        return f"{self.index.revision}.{self.vocabulary.revision}"

    def look_up(self, forms: list[str]) -> None:
        """Read what memory does not know yet of these forms, in one go."""
        self.index.postings(forms)
        self.labels.concepts(forms)

    @cached_property
    def carried(self) -> dict[str, list[Heading]]:
        """Scheme code -> its public concepts that an entry carries, in their order."""
        concepts = self.index.concepts
        schemes = self.vocabulary.schemes
        return {
            each.code: [h for h in self.vocabulary.in_scheme(each.code) if h.pk in concepts]
            for each in schemes
        }

    @cached_property
    def offered(self) -> dict[str, list[Heading]]:
        """The same, of a long vocabulary only the concepts that most entries carry: nobody reads
        a list of thousands of places, and a page must stay light."""
        return {code: self.most_carried(headings) for code, headings in self.carried.items()}

    def most_carried(self, headings: list[Heading]) -> list[Heading]:
        if len(headings) <= MOST_OFFERED:
            return headings
        sizes = {each.pk: len(self.index.concepts[each.pk]) for each in headings}
        most = set(sorted(sizes, key=lambda pk: (-sizes[pk], pk))[:MOST_OFFERED])
        return [each for each in headings if each.pk in most]


held: Index | None = None
latest: Snapshot | None = None
updating = Lock()


@contextmanager
def snapshot() -> Iterator[Snapshot]:
    """Hold one moment of the database, the same for every query within.

    Not to be used inside a transaction that changes entries: what it did not commit would be kept
    in memory.
    """
    if connection.in_atomic_block:
        yield cast("Snapshot", current(is_last_try=True))  # the last try always finds one
        return
    for attempt in range(RETRIES):
        with one_moment(f"READ ONLY; SET LOCAL statement_timeout = {TIMEOUT_MS}"):
            if now := current(is_last_try=attempt + 1 == RETRIES):
                yield now
                return


@contextmanager
def one_moment(settings: str = "") -> Iterator[None]:
    """Open a transaction that sees one state of the database; within another, do nothing."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"SET TRANSACTION ISOLATION LEVEL REPEATABLE READ {settings}")
        yield


def now() -> Snapshot:
    """Return what memory holds now, for pages that read nothing else of the search."""
    with snapshot() as found:
        return found


def current(is_last_try: bool) -> Snapshot | None:
    """Return the index at the transaction's moment; None where memory is ahead of it already.

    That is so where another thread saw a commit between the two: a new transaction will see it,
    too.
    """
    known = held
    words, revision, _has_known = state(known)
    if known is None or known.revision != revision:
        known = bring_to(revision, is_last_try)
    return None if known is None else pair(known, vocabulary.at(words))


def pair(index: Index, words: Vocabulary) -> Snapshot:
    """Return the same snapshot to all who read the same, so that it is prepared once."""
    global latest
    found = latest
    if found is None or found.index is not index or found.vocabulary is not words:
        labels = found.labels if found and found.vocabulary is words else Labels()
        found = latest = Snapshot(index, words, labels)
    return found


def state(known: Index | None) -> tuple[int, int, bool]:
    with connection.cursor() as cursor:
        cursor.execute(STATE, [known.revision if known else -1])
        words, revision, has_known = cursor.fetchone()
        return words, revision, has_known


def bring_to(revision: int, is_last_try: bool) -> Index | None:
    """Hold the index of a revision: what changed since the one held or, where that was never
    committed or is not remembered any more, everything."""
    global held
    with updating:
        if held and held.revision > revision and not is_last_try:
            return None
        if held is None or held.revision != revision:
            has_held = state(held)[2]
            held = held.followed() if held is not None and has_held else from_database(revision)
        return held


def from_database(revision: int) -> Index:
    """Read what was kept and what changed since or, where nothing was, the rows."""
    kept = saved.load()
    if kept is None:
        return read_index(revision)
    return kept if kept.revision == revision else kept.followed()
