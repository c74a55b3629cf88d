"""Workbooks: the name of each sheet, then its cells row by row."""

from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZipFile

from documents.files import opc
from documents.files.worker.bounds import MAX_CHARACTERS
from documents.files.worker.failures import Unreadable
from documents.files.worker.gathering import gathered
from documents.files.worker.markup import Grammar, Prose, paragraphs

STRINGS = "sharedStrings.xml"
STRING_GRAMMAR = Grammar(
    texts=frozenset({"t"}),
    blocks=frozenset({"si"}),
    skipped=frozenset({"rPh"}),  # how to pronounce
    keeps_empty=True,
)
ROW_GRAMMAR = Grammar(texts=frozenset({"v", "t"}), blocks=frozenset({"row"}))


class Rows(Prose):
    """Rows of a sheet; a cell either holds its text or the number of a shared string."""

    def __init__(self, strings: list[str]):
        super().__init__(ROW_GRAMMAR)
        self.strings = strings
        self.cell: list[str] = []
        self.is_shared = False

    def start(self, tag: str, attributes: dict) -> None:
        super().start(tag, attributes)
        if opc.local(tag) == "c":
            self.cell, self.is_shared = [], attributes.get("t") == "s"

    def data(self, text: str) -> None:
        if self.inside:
            self.cell.append(text)

    def end(self, tag: str) -> None:
        if opc.local(tag) == "c":
            self.add(self.value() + "\t")
        super().end(tag)

    def value(self) -> str:
        text = "".join(self.cell)
        if not self.is_shared:
            return text
        number = int(text) if text.isdecimal() else len(self.strings)
        return self.strings[number] if number < len(self.strings) else ""


def text(file: BinaryIO) -> dict:
    with ZipFile(file) as archive:
        return gathered(workbook(archive), "\n")


def workbook(archive: ZipFile) -> Iterator[str]:
    main = opc.part_of_type(archive, opc.WORKBOOK)
    if main is None:
        raise Unreadable("damaged", "no main part")
    strings = shared_strings(archive, main)
    for title, name in opc.listed(archive, main, "sheet").items():
        yield title
        with archive.open(name) as part:
            yield from paragraphs(part, Rows(strings))


def shared_strings(archive: ZipFile, main: str) -> list[str]:
    """Read the strings that cells share, as many as the workbook's text may hold."""
    name = next((n for n in opc.relations(archive, main).values() if n.endswith(STRINGS)), None)
    if name is None:
        return []
    strings, length = [], 0
    with archive.open(name) as part:
        for string in paragraphs(part, Prose(STRING_GRAMMAR)):
            strings.append(string)
            length += len(string)
            if length > MAX_CHARACTERS:
                break
    return strings
