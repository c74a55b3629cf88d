"""Words as people use them: a few of them all the time, most of them hardly ever.

The frequent ones are those of the repository's vocabularies; the rare ones are made up, as names
and terms that nobody else uses are in a real collection.
"""

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from taxonomy.models import Label

EXPONENT = 1.07  # of Zipf's law
DISTINCT = {"en": 100_000, "es": 50_000, "fr": 30_000, "ar": 20_000}
WORD = re.compile(r"[^\W\d_]{2,}")
SPELT = {
    "en": "ba ter mo lin gra sho pel ick dun ver a co ran stel wo mi",
    "es": "ca ro mi ta lle dor gue sa pi un ce jo ña tra lo be",
    "fr": "bou lé ri eau tra mon cé ve du lai pé chan ou mi nes ra",
    "ar": "با تر مو لي نا شو بل كي دن فر عا قو ران سل حو مي",
}
SYLLABLES = {language: text.split() for language, text in SPELT.items()}


@dataclass(frozen=True)
class Lexicon:
    """The words of a language, the most frequent first."""

    words: list[str]
    cumulative: np.ndarray

    def draw(self, rng: np.random.Generator, number: int) -> list[str]:
        ranks = np.searchsorted(self.cumulative, rng.random(number))
        return [self.words[rank] for rank in ranks.tolist()]

    def near_rank(self, rank: int) -> str:
        return self.words[min(rank, len(self.words) - 1)]


def read_lexicons() -> dict[str, Lexicon]:
    return {language: lexicon(language, number) for language, number in DISTINCT.items()}


def lexicon(language: str, number: int) -> Lexicon:
    words = list(dict.fromkeys([*real_words(language), *made_up(language, number)]))[:number]
    return Lexicon(words, zipf(len(words)))


def zipf(number: int) -> np.ndarray:
    """How likely one of the first n is, for each n."""
    weights = 1 / np.arange(1, number + 1) ** EXPONENT
    return np.cumsum(weights) / weights.sum()


def real_words(language: str) -> list[str]:
    """By their number in labels, then in the alphabet's order."""
    texts = Label.objects.filter(language=language).order_by("pk").values_list("text", flat=True)
    counts = Counter(word.lower() for text in texts for word in WORD.findall(text))
    return sorted(counts, key=lambda word: (-counts[word], word))


def made_up(language: str, number: int) -> list[str]:
    return [spell(SYLLABLES[language], each) for each in range(16**2, 16**2 + number)]


def spell(syllables: list[str], number: int) -> str:
    """A number in a base of sixteen syllables."""
    word = ""
    while number:
        word += syllables[number & 15]
        number >>= 4
    return word
