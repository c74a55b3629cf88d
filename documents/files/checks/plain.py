"""Plain text and CSV: text in Unicode, without control characters, and not a page or a script."""

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from documents.files.checks import ends
from documents.files.refusals import Refused
from wording import sentence as _

BLOCK = 1 << 16
START = 1024  # characters in which programs look for what a text is
MAX_LINE = 100_000
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
ACTIVE = re.compile(
    r"\s*(?:<[a-z!?/]|#!|%PDF-|%!PS|\{\\rtf|mime-version:)"
    r"|.*<(?:html|script|svg|iframe|body|object|embed|\?php)\b",
    re.IGNORECASE | re.DOTALL,
)


def check(file: BinaryIO) -> None:
    line = 0
    for number, text in enumerate(decoded(file)):
        if CONTROLS.search(text):
            raise Refused(
                _("This is not plain text: it holds control characters. Save it as text in UTF-8.")
            )
        if number == 0 and ACTIVE.match(text[:START]):
            raise Refused(
                _("This is not plain text but a page, a script or markup under another name.")
            )
        line = _longest_line(line, text)


def decoded(file: BinaryIO) -> Iterator[str]:
    """Yield the text block by block; UTF-16 is recognised by its byte order mark."""
    start = ends.head(file, 2)
    encoding = "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while block := file.read(BLOCK):
            yield decoder.decode(block)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Refused(
            _("The characters of this text are not in UTF-8. Save it as text in UTF-8.")
        ) from None


def _longest_line(open_line: int, text: str) -> int:
    """Return the length of the line that the block leaves open, given the one it continues."""
    first, *others = text.split("\n")
    lengths = [open_line + len(first), *map(len, others)]
    if max(lengths) > MAX_LINE:
        raise Refused(
            _("A line of this text has more than %(limit)d characters. Break it into lines.")
            % {"limit": MAX_LINE}
        )
    return lengths[-1]
