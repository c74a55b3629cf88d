"""JPEG files: every segment in place, from the start of the image to its end and nothing behind."""

import os
import re
from typing import BinaryIO

from documents.files.checks import ends, picture
from documents.files.refusals import Mismatch

START = b"\xff\xd8\xff"
END_OF_IMAGE = 0xD9
START_OF_SCAN = 0xDA
FRAMES = set(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # segments that give the dimensions
IN_SCAN = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # a marker that ends compressed data
MAX_SEGMENTS = 10_000
BLOCK = 1 << 16


def check(file: BinaryIO) -> None:
    if ends.head(file, len(START)) != START:
        raise Mismatch
    file.seek(2)
    seen = set()
    for _number in range(MAX_SEGMENTS):
        marker = _marker(file)
        seen.add(marker)
        if marker == END_OF_IMAGE:
            break
        _segment(file, marker)
    if not {START_OF_SCAN, END_OF_IMAGE} <= seen or not seen & FRAMES:
        raise Mismatch
    picture.check_end(file)


def _marker(file: BinaryIO) -> int:
    """Read the type of the segment that starts here, after any number of fill bytes."""
    if file.read(1) != b"\xff":
        raise Mismatch
    for _number in range(BLOCK):
        code = file.read(1)
        if code != b"\xff":
            return code[0] if code else _cut_short()
    raise Mismatch


def _segment(file: BinaryIO, marker: int) -> None:
    size = int.from_bytes(file.read(2), "big")
    content = file.read(max(0, size - 2))
    if size < 2 or len(content) != size - 2:
        _cut_short()
    if marker in FRAMES:
        _dimensions(content)
    if marker == START_OF_SCAN:
        _skip_scan(file)


def _dimensions(frame: bytes) -> None:
    height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    picture.check_size(width, height)


def _skip_scan(file: BinaryIO) -> None:
    """Move to the marker behind the compressed data."""
    while len(block := file.read(BLOCK)) > 1:
        found = IN_SCAN.search(block)
        if found:
            file.seek(found.start() - len(block), os.SEEK_CUR)
            return
        if block.endswith(b"\xff"):
            file.seek(-1, os.SEEK_CUR)
    _cut_short()


def _cut_short():
    raise Mismatch
