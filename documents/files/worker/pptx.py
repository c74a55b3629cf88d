"""Presentations: a slide is a page."""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile

from documents.files import opc
from documents.files.worker.failures import Unreadable
from documents.files.worker.gathering import PAGE_BREAK, gathered
from documents.files.worker.markup import Grammar, Prose, paragraphs

GRAMMAR = Grammar(
    texts=frozenset({"t"}),
    blocks=frozenset({"p"}),
    skipped=frozenset({"pPr", "rPr", "Fallback"}),
    marks={"br": "\n"},
)


def text(file: BinaryIO) -> dict:
    with ZipFile(file) as archive:
        names = slides(archive)
        return {"pages": len(names), **gathered(slide_texts(archive, names), PAGE_BREAK)}


def slides(archive: ZipFile) -> list[str]:
    """List the parts of the slides in the order of the presentation."""
    main = opc.part_of_type(archive, opc.PRESENTATION)
    if main is None:
        raise Unreadable("damaged", "no main part")
    return list(opc.listed(archive, main, "sldId").values())


def slide_texts(archive: ZipFile, names: list[str]) -> Iterator[str]:
    for name in names:
        with archive.open(name) as part:
            yield "\n".join(paragraphs(part, Prose(GRAMMAR)))
