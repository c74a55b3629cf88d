"""PDF files, read by PDFium."""

import ctypes
import mmap
import re
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2 as pdfium
from pypdfium2 import raw

from documents.files.worker.bounds import MAX_PAGES
from documents.files.worker.failures import Unreadable
from documents.files.worker.gathering import PAGE_BREAK, gathered
from documents.files.worker.writing_order import in_reading_order

NOT_ENCRYPTED = -1
LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)
# PDFium marks a hyphen at the end of a line so.
BROKEN_WORD = re.compile("(\\w+)[\x02\ufffe]\\s*(\\w+)")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
WORD = re.compile(r"\w+")


def pages(file: BinaryIO) -> dict:
    """Count the pages of a document that is not encrypted.

    It must have the last page that it counts; what is on the pages is left to `text`.
    """
    document = opened(file)
    count = len(document)
    if raw.FPDF_GetSecurityHandlerRevision(document) != NOT_ENCRYPTED:
        raise Unreadable("password")
    check_page(document, 0)
    if count <= MAX_PAGES:
        check_page(document, count - 1)
    return {"pages": count}


def check_page(document: pdfium.PdfDocument, number: int) -> None:
    try:
        document.get_page_size(number)
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged", f"page {number} is missing") from error


def text(file: BinaryIO) -> dict:
    document = opened(file)
    texts = list(page_texts(document))
    words = {word.lower() for text in texts for word in WORD.findall(text)}
    mended = (mend(text, words) for text in texts)
    return {"pages": len(document), **gathered(mended, PAGE_BREAK)}


def opened(file: BinaryIO) -> pdfium.PdfDocument:
    content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_COPY)
    try:
        return pdfium.PdfDocument((ctypes.c_ubyte * len(content)).from_buffer(content))
    except pdfium.PdfiumError as error:
        locked = error.err_code in LOCKED
        raise Unreadable("password" if locked else "damaged", str(error)) from error


def page_texts(document: pdfium.PdfDocument) -> Iterator[str]:
    """Yield the text of each page; empty if it cannot be read, so that others keep their number."""
    for number in range(min(len(document), MAX_PAGES)):
        try:
            yield page_text(document[number])
        except pdfium.PdfiumError:
            yield ""


def page_text(page: pdfium.PdfPage) -> str:
    try:
        text_page = page.get_textpage()
        text = text_page.get_text_bounded()
        return in_reading_order(text_page) if RIGHT_TO_LEFT.search(text) else text
    finally:
        page.close()


def mend(text: str, words: set[str]) -> str:
    """Join a word that was broken at the end of a line, if the document has it unbroken too;
    otherwise the hyphen is taken for part of the word, as in "well-being"."""

    def mended(match: re.Match) -> str:
        joined = match[1] + match[2]
        return joined if joined.lower() in words else f"{match[1]}-{match[2]}"

    return BROKEN_WORD.sub(mended, text)
