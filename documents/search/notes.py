"""What a page of results says about how its question was understood and answered."""

from dataclasses import dataclass

from documents.search.filters import EntryFilterSet
from documents.search.ranking import Ranking


@dataclass(frozen=True)
class Correction:
    """A word that nobody wrote, and the one that was looked for instead."""

    typed: str
    meant: str


@dataclass(frozen=True)
class Notes:
    """`complete`: entries with all the words; `partial`: those after them, with some.
    `is_ranked`: whether the best come first, and `is_whole`: whether all texts were looked
    through, as it should be."""

    complete: int
    partial: int
    corrections: tuple[Correction, ...]
    corrected_url: str
    is_ranked: bool
    is_whole: bool


def build_notes(asked: EntryFilterSet, ranking: Ranking) -> Notes:
    match = asked.match
    partial = asked.found.intersection_cardinality(match.partial) if match else 0
    corrections = corrections_of(asked)
    return Notes(
        complete=len(asked.found) - partial,
        partial=partial,
        corrections=corrections,
        corrected_url=corrected_url(asked, corrections),
        is_ranked=ranking.is_complete,
        is_whole=all(word.whole for word in match.words) if match else True,
    )


def corrections_of(asked: EntryFilterSet) -> tuple[Correction, ...]:
    corrected = asked.answer.corrected if asked.answer else {}
    return tuple(Correction(*pair) for pair in corrected.items())


def corrected_url(asked: EntryFilterSet, corrections: tuple[Correction, ...]) -> str:
    """Link the same search with the words spelt as they were looked for; empty if as typed."""
    text = asked.asked["q"]
    for each in corrections:
        text = text.replace(each.typed, each.meant)
    return asked.address.replacing("q", text).url if corrections else ""
