"""Which concepts have a name with a word that begins as somebody typed."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from documents.search.sorting import sort_key
from taxonomy.vocabulary import Heading, Vocabulary

WORD = re.compile(r"\w+")
LAST = "\U0010ffff"  # comes after any letter
ARTICLE = "ال"  # is written onto its word, which people also look for without it


class Beginnings:
    """The names of concepts from each of their words on, sorted."""

    def __init__(self, headings: Iterable[Heading]):
        names = {(name, each.pk) for each in headings for name in each.names}
        pairs = sorted({(rest, pk) for name, pk in names for rest in from_each_word(name)})
        self.rests = [rest for rest, _pk in pairs]
        self.concept_ids = [pk for _rest, pk in pairs]

    def find(self, typed: str) -> set[int]:
        """Return the concepts with a name of which some word begins so; `typed` is folded."""
        first, end = bisect_left(self.rests, typed), bisect_left(self.rests, typed + LAST)
        return set(self.concept_ids[first:end])


def fold(text: str) -> str:
    """Return the words alone, without case and accents."""
    return " ".join(WORD.findall(sort_key(text)))


def from_each_word(name: str) -> Iterator[str]:
    words = fold(name).split()
    for number, word in enumerate(words):
        rest = " ".join(words[number:])
        yield rest
        if word.startswith(ARTICLE):
            yield rest.removeprefix(ARTICLE)


@lru_cache(maxsize=1)
def beginnings(vocabulary: Vocabulary) -> Beginnings:
    """Gather the concepts that one can filter by; once for each state of the vocabularies."""
    facets = (vocabulary.in_scheme(scheme.code) for scheme in vocabulary.facets)
    return Beginnings(each for headings in facets for each in headings)
