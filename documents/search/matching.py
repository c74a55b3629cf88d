"""Which entries answer the words of a question."""

import math
from dataclasses import dataclass

import numpy as np
from pyroaring import BitMap

from documents.search.index.ids import to_array, to_bitmap, union
from documents.search.index.snapshot import Snapshot
from documents.search.text import Forms, Group, Question

LONG = 3  # words: of so long a question, entries with some of the words follow …
FEW = 10  # … those with all, where they are fewer; of a shorter one, only where none has all
SHARE = 0.1  # of the words, counted by their rarity, that an entry must have to follow …
TELLING = 5  # … where of a long question only the rarest words count


@dataclass(frozen=True)
class Holders:
    """The entries that hold a form in their text, up front in it (in title, takeaway or names),
    and those that carry a concept which the form names; `whole` where all texts were looked
    through."""

    text: BitMap
    head: BitMap
    labelled: BitMap
    whole: bool

    @property
    def entries(self) -> BitMap:
        return self.text | self.labelled


def find_holders(forms: Forms, now: Snapshot) -> Holders:
    """Find what holds any of the forms."""
    postings, concepts = now.index.postings(forms), now.labels.concepts(list(forms))
    named = {pk for form in forms for pk in concepts[form]}
    return Holders(
        text=union(postings[form].entries for form in forms),
        head=union(postings[form].head for form in forms),
        labelled=union(now.index.entries("concept", pk) for pk in named),
        whole=all(posting.whole for posting in postings.values()),
    )


@dataclass(frozen=True)
class Word:
    """A word of the question: who has it, and how rare it is."""

    group: Group
    entries: BitMap
    head: BitMap
    labelled: BitMap
    rarity: float
    whole: bool


@dataclass(frozen=True)
class Match:
    """`complete`: entries with all words; `partial`: entries with some, where few have all."""

    words: tuple[Word, ...]
    complete: BitMap
    partial: BitMap

    @property
    def entries(self) -> BitMap:
        return self.complete | self.partial

    @property
    def unknown(self) -> list[Word]:
        """The words that no entry has."""
        return [word for word in self.words if not word.entries]


def match(question: Question, now: Snapshot, visible: BitMap) -> Match:
    """Match the question with all visible entries, whatever else is filtered.

    So a filter's count says what choosing it gives.
    """
    now.look_up([*question.excluded, *forms_of(question)])
    allowed = visible - find_holders(question.excluded, now).entries
    words = tuple(read_word(group, now, visible) for group in question.groups)
    complete = BitMap.intersection(allowed, *(word.entries for word in words))
    enough = FEW if len(words) >= LONG else 1
    relaxed = len(words) > 1 and len(complete) < enough
    partial = with_some(words, allowed, now) - complete if relaxed else BitMap()
    return Match(words, complete, partial)


def forms_of(question: Question) -> list[str]:
    return [form for group in question.groups for form in group.forms]


def read_word(group: Group, now: Snapshot, visible: BitMap) -> Word:
    """Find what holds a word; what is hidden from the reader makes no word more common to them."""
    holders = find_holders(group.forms, now)
    entries, labelled = visible & holders.entries, visible & holders.labelled
    return Word(
        group=group,
        entries=entries,
        head=visible & holders.head,
        labelled=labelled,
        rarity=rarity(len(entries), len(visible)),
        whole=holders.whole,
    )


def rarity(holding: int, total: int) -> float:
    """Return BM25's inverse document frequency (Robertson and Spärck Jones), never negative."""
    return math.log(1 + (total - holding + 0.5) / (holding + 0.5))


def with_some(words: tuple[Word, ...], allowed: BitMap, now: Snapshot) -> BitMap:
    """Return the entries whose words make up a fair share of what was asked."""
    known = [word for word in words if word.entries]
    shares = np.zeros(len(now.index.columns.issued), dtype=np.float32)
    for word in known:
        shares[to_array(word.entries)] += word.rarity
    telling = sorted((word.rarity for word in known), reverse=True)[:TELLING]
    least = max(SHARE * sum(telling), 1e-6)
    return allowed & to_bitmap(np.nonzero(shares >= least)[0])
