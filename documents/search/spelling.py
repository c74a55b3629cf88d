"""Words that nobody wrote, corrected to words that somebody did."""

from dataclasses import dataclass

from django.db import connection
from pyroaring import BitMap
from rapidfuzz.distance import OSA

from documents.search.index.snapshot import Snapshot
from documents.search.matching import find_holders
from documents.search.text import Term, read_forms

MOST = 8  # candidates whose entries are counted, for each word
SHORTEST = 4  # letters of a word that is corrected

# The nearest words by their trigrams; typing errors in a word leave most of them as they are.
NEAREST = """
SELECT asked.word, lower(unaccent(asked.word)), near.bare, near.text
FROM unnest(%s::text[]) AS asked (word)
CROSS JOIN LATERAL (
    SELECT bare, text FROM documents_searchword
    WHERE bare %% lower(unaccent(asked.word))
    ORDER BY similarity(bare, lower(unaccent(asked.word))) DESC, bare LIMIT 40
) near
"""


@dataclass(frozen=True)
class Candidate:
    typed: str
    text: str
    distance: int

    @property
    def as_written(self) -> tuple[int, bool]:
        """Of one word's forms, the one with the accents that were typed, and small rather than
        capital: a name stays one."""
        return OSA.distance(self.typed.lower(), self.text.lower()), not self.text.islower()


def corrections(typed: list[str], now: Snapshot, visible: BitMap) -> dict[str, str]:
    """Map typed words to the nearest word of an entry that the reader may see.

    Of those that are equally near it is the most used; a word that nothing is near to is left out.
    """
    words = [word for word in typed if len(word) >= SHORTEST and word.isalpha()]
    if not words:
        return {}
    near = candidates(words)
    uses = count_uses({each.text for each in near}, now, visible)
    used = [each for each in near if uses[each.text]]
    best = sorted(used, key=lambda each: (each.distance, -uses[each.text], each.as_written))
    return {each.typed: each.text for each in reversed(best)}


def candidates(words: list[str]) -> list[Candidate]:
    """Find the nearest few for each word, by the letters to add, drop, change or swap."""
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, [words])
        rows = cursor.fetchall()
    near = [Candidate(word, text, OSA.distance(asked, bare)) for word, asked, bare, text in rows]
    near = [each for each in near if each.distance <= allowed(each.typed)]
    near.sort(key=lambda each: each.distance)
    return [each for word in words for each in [n for n in near if n.typed == word][:MOST]]


def allowed(word: str) -> int:
    """Return how many mistakes a word of this length may have."""
    return 1 if len(word) < 7 else 2


def count_uses(texts: set[str], now: Snapshot, visible: BitMap) -> dict[str, int]:
    forms, _stops = read_forms([Term(text) for text in sorted(texts)])
    now.look_up([form for each in forms.values() for form in each])
    return {
        text: visible.intersection_cardinality(find_holders(each, now).entries)
        for text, each in forms.items()
    }
