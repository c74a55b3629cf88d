"""The questions: what people ask a search, how often each sort, no two the same.

A question is drawn from the collection's own words and concepts, so that it has the answers that
its sort promises; with the same seed it is drawn the same every time.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

import numpy as np
from django.db import connection

from benchmarks.collection import FIRST, LENGTHS, SHARES, YEARS, Material
from benchmarks.words import Lexicon
from documents.models import Entry
from taxonomy.models import Concept

LATIN = ("en", "es", "fr")
CONFIGURATIONS = {"en": "english", "es": "spanish", "fr": "french", "ar": "arabic"}
# How often a word stands in the collection, as the share of the entries that hold it.
BANDS = {
    "rare": (0.0001, 0.0005),
    "middle": (0.0005, 0.01),
    "frequent": (0.01, 0.1),
    "common": (0.1, 1.0),
}
WORDS_OF_AN_ENTRY = sum(sum(LENGTHS[part]) / 2 for part in LENGTHS)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
DEEP = (20, 200)  # pages


@dataclass(frozen=True)
class Question:
    """`filters` are pairs of scheme and code; `language` is that of the page."""

    sort: str
    language: str
    words: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    year_from: int | None = None
    page: int = 1

    @property
    def path(self) -> str:
        """The address on the site."""
        prefix = "" if self.language == "en" else f"/{self.language}"
        pairs = [("q", self.words), *self.filters, ("year_from", self.year_from or "")]
        pairs += [("page", self.page if self.page > 1 else "")]
        query = urlencode([(name, value) for name, value in pairs if value])
        return f"{prefix}/search/?{query}" if query else f"{prefix}/search/"


@dataclass(frozen=True)
class Sort:
    """A sort of question; `weight` is how many of a hundred are of it."""

    name: str
    weight: int
    meaning: str
    make: str  # the method of Mix that draws one


SORTS = [
    Sort("browse", 14, "no words; 0 to 2 filters and a year to begin with", "browse"),
    Sort("rare word", 8, "in 0.01 to 0.05 % of the entries", "rare_word"),
    Sort("middle word", 11, "in 0.05 to 1 %", "middle_word"),
    Sort("frequent word", 9, "in 1 to 10 %", "frequent_word"),
    Sort("very common words", 6, "one or two, each in more than 10 %", "common_words"),
    Sort("two words", 11, "middle and frequent", "two_words"),
    Sort("three words", 7, "middle and frequent", "three_words"),
    Sort("words and filters", 14, "1 or 2 words, 1 to 3 filters", "filtered_words"),
    Sort("phrase", 5, "two words of a title in quotation marks", "phrase"),
    Sort("misspelling", 5, "a middle word with one letter changed", "misspelling"),
    Sort("deep page", 5, "page 20 to 200 of a list or of a common word", "deep_page"),
    Sort("Arabic words", 5, "one or two, middle and frequent", "arabic_words"),
]


class Sources:
    """What questions are drawn from: the words, concepts and titles of a collection."""

    def __init__(self, material: Material, size: int):
        self.size = size
        self.bands = {
            language: words_by_band(lexicon, language)
            for language, lexicon in material.lexicons.items()
        }
        self.concepts = concepts_of(material)
        self.titles = titles_of(size)


class Mix:
    """Questions for one collection; another seed, other questions."""

    def __init__(self, sources: Sources, seed: int):
        self.sources = sources
        self.rng = np.random.default_rng([seed, sources.size])
        self.asked: set[str] = set()

    def questions(self) -> Iterator[Question]:
        """Without end, each sort as often as its weight says."""
        by_weight = [sort for sort in SORTS for _ in range(sort.weight)]
        while True:
            yield self.new(self.one_of(by_weight))

    def some_of_each(self, number: int) -> list[Question]:
        """In turns, so that the first of them are of all sorts, too."""
        return [self.new(sort) for _ in range(number) for sort in SORTS]

    def new(self, sort: Sort) -> Question:
        """One that was not drawn before."""
        for _attempt in range(1000):
            drawn = {"language": self.language()} | getattr(self, sort.make)()
            question = Question(sort.name, **drawn)
            if question.path not in self.asked:
                self.asked.add(question.path)
                return question
        raise ValueError(f"This collection has no more questions of the sort “{sort.name}”")

    # -- Sorts: what a question of each has ---------------------------------------------------

    def browse(self) -> dict:
        year = self.between(YEARS[0], YEARS[1] - 5)
        return {"filters": self.filters(self.between(0, 2)), "year_from": year}

    def rare_word(self) -> dict:
        return self.words("rare")

    def middle_word(self) -> dict:
        return self.words("middle")

    def frequent_word(self) -> dict:
        return self.words("frequent")

    def common_words(self) -> dict:
        return self.words(*["common"] * self.between(1, 2))

    def two_words(self) -> dict:
        return self.words("middle", "frequent")

    def three_words(self) -> dict:
        return self.words("frequent", "middle", "frequent")

    def filtered_words(self) -> dict:
        bands = ["frequent", "middle"][: self.between(1, 2)]
        return self.words(*bands) | {"filters": self.filters(self.between(1, 3))}

    def phrase(self) -> dict:
        title = self.one_of(self.sources.titles)
        start = self.between(0, len(title) - 2)
        return {"words": f'"{" ".join(title[start : start + 2])}"'}

    def misspelling(self) -> dict:
        language = self.language(LATIN)
        word = self.words("middle", language=language)["words"]
        place, letter = self.between(1, len(word) - 1), self.one_of(LETTERS)
        return {"words": word[:place] + letter + word[place + 1 :]}

    def deep_page(self) -> dict:
        words = self.words("common") if self.rng.random() < 0.5 else {}
        return words | {"page": self.between(*DEEP)}

    def arabic_words(self) -> dict:
        bands = ["frequent", "middle"][: self.between(1, 2)]
        return self.words(*bands, language="ar") | {"language": "ar"}

    # -- What they are made of ---------------------------------------------------------------

    def between(self, least: int, most: int) -> int:
        return int(self.rng.integers(least, most + 1))

    def one_of(self, values):
        return values[self.between(0, len(values) - 1)]

    def language(self, among: tuple[str, ...] = tuple(SHARES)) -> str:
        shares = np.array([SHARES[each] for each in among])
        return str(self.rng.choice(among, p=shares / shares.sum()))

    def words(self, *bands: str, language: str | None = None) -> dict:
        """Words of one language in which each of the bands has some."""
        by_language = self.sources.bands
        possible = [each for each in LATIN if all(by_language[each][band] for band in bands)]
        language = language or self.language(tuple(possible))
        return {"words": " ".join(self.one_of(by_language[language][band]) for band in bands)}

    def filters(self, number: int) -> tuple[tuple[str, str], ...]:
        return tuple(self.one_of(self.sources.concepts) for _ in range(number))


def words_by_band(lexicon: Lexicon, language: str) -> dict[str, list[str]]:
    """Band -> the words that say something, by the share of the entries that hold them."""
    likely = np.diff(lexicon.cumulative, prepend=0)
    held = SHARES[language] * (1 - (1 - likely) ** WORDS_OF_AN_ENTRY)
    telling = telling_words(lexicon.words, language)
    words = [(word, share) for word, share in zip(lexicon.words, held, strict=True)
             if word in telling]  # fmt: skip
    return {
        band: [word for word, share in words if least <= share < most]
        for band, (least, most) in BANDS.items()
    }


def telling_words(words: list[str], language: str) -> set[str]:
    """Those that are no stop words to PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word FROM unnest(%s::text[]) AS word"
            " WHERE length(word) > 3 AND to_tsvector(%s::regconfig, word) <> ''",
            [words, CONFIGURATIONS[language]],
        )
        return {word for (word,) in cursor.fetchall()}


def concepts_of(material: Material) -> list[tuple[str, str]]:
    """Scheme and code of the concepts that entries carry."""
    found = Concept.objects.filter(pk__in=material.concepts).order_by("pk")
    return list(found.values_list("scheme__code", "code"))


def titles_of(size: int) -> list[list[str]]:
    """The words of titles from all over the collection."""
    wanted = range(FIRST, FIRST + size, max(1, size // 5000))
    entries = Entry.objects.filter(pk__in=wanted).order_by("pk")
    return [title.split() for title in entries.values_list("title", flat=True)]
