"""Plain text and CSV, in UTF-8 or in UTF-16 with a byte order mark."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

from documents.files.worker.gathering import gathered


def text(file: BinaryIO) -> dict:
    return gathered(lines(file), "\n")


def lines(file: BinaryIO) -> Iterator[str]:
    start = file.read(2)
    encoding = "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
    file.seek(0)
    yield from codecs.getreader(encoding)(file, "replace")
