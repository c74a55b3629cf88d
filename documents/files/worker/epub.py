"""Books in EPUB: the chapters in reading order."""

import codecs
import posixpath
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import IO, BinaryIO
from urllib.parse import unquote
from zipfile import ZipFile

from documents.files import opc
from documents.files.worker.bounds import MAX_CHARACTERS
from documents.files.worker.failures import Unreadable
from documents.files.worker.gathering import gathered

BLOCK = 1 << 16
LONGEST_TAG = 1 << 17  # characters; the parser starts anew with every block while one is open
CONTAINER = "META-INF/container.xml"
SKIPPED = {"head", "script", "style"}
BLOCK_TAG = re.compile(
    "address|article|aside|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr"
    "|li|nav|ol|p|pre|section|table|td|th|tr|ul"
)


def text(file: BinaryIO) -> dict:
    with ZipFile(file) as archive:
        return gathered(book(archive), "\n")


def book(archive: ZipFile) -> Iterator[str]:
    for name in chapters(archive):
        if name in archive.namelist():
            with archive.open(name) as part:
                yield from chapter(part)


def chapters(archive: ZipFile) -> list[str]:
    """List the names of the parts in the order of the spine."""
    package = package_name(archive)
    root = opc.index(archive, package)
    named = {each.get("id"): each.get("href", "") for each in opc.elements(root, "item")}
    order = [each.get("idref") for each in opc.elements(root, "itemref")]
    folder = posixpath.dirname(package)
    return [
        posixpath.normpath(posixpath.join(folder, unquote(named[idref])))
        for idref in order
        if idref in named
    ]


def package_name(archive: ZipFile) -> str:
    for each in opc.elements(opc.index(archive, CONTAINER), "rootfile"):
        return each.get("full-path", "")
    raise Unreadable("damaged", "no package")


def chapter(part: IO[bytes]) -> Iterator[str]:
    parser = Chapter()
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    while block := part.read(BLOCK):
        parser.feed(decoder.decode(block))
        if len(parser.rawdata) > LONGEST_TAG:
            raise Unreadable("damaged", "a tag without end")
        yield from parser.taken()
    parser.close()
    parser.end_paragraph()
    yield from parser.taken()


class Chapter(HTMLParser):
    """Paragraphs out of XHTML, or of what comes near to it."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.pieces: list[str] = []
        self.length = 0
        self.skipped = 0  # how many elements are open whose text is left out

    def handle_starttag(self, tag, attributes):
        self.skipped += tag in SKIPPED
        if BLOCK_TAG.fullmatch(tag):
            self.end_paragraph()

    def handle_endtag(self, tag):
        if tag in SKIPPED:
            self.skipped = max(0, self.skipped - 1)
        if BLOCK_TAG.fullmatch(tag):
            self.end_paragraph()

    def handle_data(self, data):
        if not self.skipped and self.length <= MAX_CHARACTERS:
            self.pieces.append(data)
            self.length += len(data)

    def end_paragraph(self) -> None:
        paragraph = " ".join("".join(self.pieces).split())
        if paragraph:
            self.paragraphs.append(paragraph)
        self.pieces, self.length = [], 0

    def taken(self) -> list[str]:
        paragraphs, self.paragraphs = self.paragraphs, []
        return paragraphs
