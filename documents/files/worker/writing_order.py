"""Words in Arabic or Hebrew letters that PDFium hands out from left to right, as they are drawn.

It turns most lines into reading order, but not where a program notes the letter beside each
glyph (ActualText), as browsers and the office suites that run in them do. Where the letters
stand tells which is which.
"""

import ctypes
import unicodedata
from collections.abc import Iterator

from pypdfium2 import PdfTextPage, raw

LETTERS = {"R", "AL"}
MARK = "NSM"
TURNABLE = LETTERS | {MARK, "WS"}  # with the spaces between words

Placed = tuple[str, float]


def in_reading_order(text_page: PdfTextPage) -> str:
    return "".join("".join(turned(run)) for run in runs(placed(text_page)))


def placed(text_page: PdfTextPage) -> Iterator[Placed]:
    """Yield each character of the page with its distance from the left."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text_page.count_chars()):
        raw.FPDFText_GetCharOrigin(text_page, index, x, y)
        yield chr(raw.FPDFText_GetUnicode(text_page, index)), x.value


def runs(characters: Iterator[Placed]) -> Iterator[list[Placed]]:
    """Divide the characters where one does not stand to the right of the one before it."""
    run: list[Placed] = []
    for character, x in characters:
        if run and not continues(run, character, x):
            yield run
            run = []
        run.append((character, x))
    if run:
        yield run


def continues(run: list[Placed], character: str, x: float) -> bool:
    """Tell whether a character goes on with the run: any mark does, letters and spaces in order."""
    kind = unicodedata.bidirectional(character)
    if kind not in TURNABLE or unicodedata.bidirectional(run[-1][0]) not in TURNABLE:
        return False
    bases = (at for each, at in reversed(run) if unicodedata.bidirectional(each) != MARK)
    return kind == MARK or x >= next(bases, x)


def turned(run: list[Placed]) -> list[str]:
    """Turn the run from right to left, if it has letters that stand apart."""
    characters = [character for character, _x in run]
    places = {x for character, x in run if unicodedata.bidirectional(character) in LETTERS}
    return characters[::-1] if len(places) > 1 else characters
