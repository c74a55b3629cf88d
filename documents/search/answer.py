"""What answers the words of a question, typing errors corrected."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from pyroaring import BitMap

from documents.search.index.snapshot import Snapshot
from documents.search.matching import Match, match
from documents.search.spelling import corrections
from documents.search.text import parse, read_question


@dataclass(frozen=True)
class Answer:
    """`corrected`: typed word -> the word that was looked for instead, because no entry has it."""

    match: Match
    corrected: dict[str, str] = field(default_factory=dict)


def answer(text: str, now: Snapshot, visible: BitMap) -> Answer:
    query = parse(text)
    found = match(read_question(query), now, visible)
    corrected = corrections(words_of(found.unknown), now, visible)
    if corrected:
        better = match(read_question(query.replacing(corrected)), now, visible)
        if better.entries:
            return Answer(better, corrected)
    return Answer(found)


def words_of(unknown: Iterable[Any]) -> list[str]:
    """List the single words among the terms: a phrase is not corrected."""
    return [term.text for word in unknown for term in word.group.terms if " " not in term.text]
