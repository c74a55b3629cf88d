"""PNG files: every chunk whole, from the signature to the end and nothing behind."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from documents.files.checks import ends, picture
from documents.files.refusals import Mismatch

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.Struct(">I4s")
DIMENSIONS = struct.Struct(">II")
DIMENSIONS_CHUNK = 13  # bytes
MAX_CHUNKS = 100_000
BLOCK = 1 << 16


def check(file: BinaryIO) -> None:
    if ends.head(file, len(SIGNATURE)) != SIGNATURE:
        raise Mismatch
    kinds: list[bytes] = []
    for kind, start in _chunks(file):
        if not kinds:
            _dimensions(kind, start)
        kinds.append(kind)
    if b"IDAT" not in kinds:
        raise Mismatch
    picture.check_end(file)


def _dimensions(kind: bytes, content: bytes) -> None:
    if kind != b"IHDR" or len(content) != DIMENSIONS_CHUNK:
        raise Mismatch
    picture.check_size(*DIMENSIONS.unpack_from(content))


def _chunks(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield (type, first block of its content) of each chunk, to the one that ends the picture."""
    for _number in range(MAX_CHUNKS):
        size, kind = HEADER.unpack(_exactly(file, HEADER.size))
        yield kind, _content(file, kind, size)
        if kind == b"IEND":
            return
    raise Mismatch


def _content(file: BinaryIO, kind: bytes, size: int) -> bytes:
    """Read one chunk past its checksum; returns its first block."""
    first = block = _exactly(file, min(size, BLOCK))
    checksum = zlib.crc32(block, zlib.crc32(kind))
    left = size - len(block)
    while left:
        block = _exactly(file, min(left, BLOCK))
        checksum = zlib.crc32(block, checksum)
        left -= len(block)
    if int.from_bytes(_exactly(file, 4), "big") != checksum:
        raise Mismatch
    return first


def _exactly(file: BinaryIO, size: int) -> bytes:
    content = file.read(size)
    if len(content) != size:
        raise Mismatch
    return content
