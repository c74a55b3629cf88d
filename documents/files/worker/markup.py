"""Text out of XML as it streams by; no tree is built, so depth and size cost no memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from defusedxml.ElementTree import DefusedXMLParser

from documents.files.opc import local
from documents.files.worker.bounds import MAX_CHARACTERS
from documents.files.worker.failures import Unreadable

BLOCK = 1 << 16
MAX_DEPTH = 1000


@dataclass(frozen=True)
class Grammar:
    """Local names of elements: those that hold text, those whose end ends a paragraph, those
    left out with all they hold, and those that stand for a character."""

    texts: frozenset[str]
    blocks: frozenset[str]
    skipped: frozenset[str] = frozenset()
    marks: dict[str, str] = field(default_factory=dict)
    keeps_empty: bool = False


class Prose:
    """A parser's target that collects paragraphs as a grammar tells."""

    def __init__(self, grammar: Grammar):
        self.grammar = grammar
        self.paragraphs: list[str] = []
        self.pieces: list[str] = []
        self.length = 0  # of the pieces
        self.depth = 0
        self.inside = 0  # how many elements are open that hold text
        self.skipped_from = 0  # the depth of the outermost element that is left out

    def start(self, tag: str, attributes: dict) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise Unreadable("damaged", "elements nested too deeply")
        name = local(tag)
        if not self.skipped_from and name in self.grammar.skipped:
            self.skipped_from = self.depth
        if not self.skipped_from:
            self.inside += name in self.grammar.texts
            self.add(self.grammar.marks.get(name, ""))

    def end(self, tag: str) -> None:
        name = local(tag)
        if not self.skipped_from:
            self.inside -= name in self.grammar.texts
            if name in self.grammar.blocks:
                self.end_paragraph()
        if self.skipped_from == self.depth:
            self.skipped_from = 0
        self.depth -= 1

    def data(self, text: str) -> None:
        if self.inside and not self.skipped_from:
            self.add(text)

    def add(self, text: str) -> None:
        if text and self.length <= MAX_CHARACTERS:
            self.pieces.append(text)
            self.length += len(text)

    def end_paragraph(self) -> None:
        paragraph = "".join(self.pieces)
        if paragraph.strip() or self.grammar.keeps_empty:
            self.paragraphs.append(paragraph)
        self.pieces, self.length = [], 0

    def taken(self) -> list[str]:
        """Hand out the paragraphs that are complete, each once."""
        paragraphs, self.paragraphs = self.paragraphs, []
        return paragraphs

    def close(self) -> None:
        self.end_paragraph()


def paragraphs(part: IO[bytes], target) -> Iterator[str]:
    """Yield what the target collects from one XML part; read only as far as the caller does."""
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    while block := part.read(BLOCK):
        parser.feed(block)
        yield from target.taken()
    parser.close()
    yield from target.taken()
