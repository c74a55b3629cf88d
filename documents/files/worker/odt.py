"""OpenDocument texts."""

from typing import BinaryIO
from zipfile import ZipFile

from documents.files.worker.gathering import gathered
from documents.files.worker.markup import Grammar, Prose, paragraphs

GRAMMAR = Grammar(
    texts=frozenset({"p", "h"}),
    blocks=frozenset({"p", "h"}),
    skipped=frozenset({"tracked-changes", "annotation"}),
    marks={"tab": "\t", "s": " ", "line-break": "\n"},
)


def text(file: BinaryIO) -> dict:
    with ZipFile(file) as archive, archive.open("content.xml") as part:
        return gathered(paragraphs(part, Prose(GRAMMAR)), "\n")
