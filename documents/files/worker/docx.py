"""Word documents: the text, then foot- and endnotes."""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile

from documents.files import opc
from documents.files.worker.failures import Unreadable
from documents.files.worker.gathering import gathered
from documents.files.worker.markup import Grammar, Prose, paragraphs

NOTES = ("word/footnotes.xml", "word/endnotes.xml")
GRAMMAR = Grammar(
    texts=frozenset({"t"}),
    blocks=frozenset({"p"}),
    skipped=frozenset({"pPr", "rPr", "Fallback"}),  # Fallback repeats what stands beside it
    marks={"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
)


def text(file: BinaryIO) -> dict:
    with ZipFile(file) as archive:
        return gathered(document(archive), "\n")


def document(archive: ZipFile) -> Iterator[str]:
    main = opc.part_of_type(archive, opc.DOCUMENT)
    if main is None:
        raise Unreadable("damaged", "no main part")
    for name in (main, *NOTES):
        if name in archive.namelist():
            with archive.open(name) as part:
                yield from paragraphs(part, Prose(GRAMMAR))
