"""The record that ends a ZIP archive (APPNOTE 4.3.16), read before anything of it is trusted."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from documents.files.checks import ends

SIGNATURE = b"PK\x05\x06"
DIRECTORY = b"PK\x01\x02"
ZIP64_LOCATOR = b"PK\x06\x07"
ZIP64_LOCATOR_SIZE = 20
FIELDS = struct.Struct("<4s4H2LH")
LONGEST_COMMENT = 65_535


@dataclass(frozen=True)
class ArchiveEnd:
    """`position` of the record in the file; the directory lists `members` in `directory_size`
    bytes and says that it starts at `directory_offset`."""

    position: int
    members: int
    directory_size: int
    directory_offset: int
    comment_size: int
    is_zip64: bool

    @property
    def start(self) -> int:
        """Where the archive starts: 0, or behind what was put before it."""
        return self.position - self.directory_size - self.directory_offset

    @property
    def end(self) -> int:
        return self.position + FIELDS.size + self.comment_size


def found(file: BinaryIO) -> Iterator[ArchiveEnd]:
    """Yield every place near the file's end that could be such a record, the last one first."""
    window = ends.tail(file, LONGEST_COMMENT + FIELDS.size)
    offset = ends.length(file) - len(window)
    at = window.rfind(SIGNATURE, 0, len(window) - FIELDS.size + len(SIGNATURE))
    while at >= 0:
        yield _record(window, at, offset)
        at = window.rfind(SIGNATURE, 0, at)


def _record(window: bytes, at: int, offset: int) -> ArchiveEnd:
    fields = FIELDS.unpack_from(window, at)
    locator = window[max(0, at - ZIP64_LOCATOR_SIZE) : at]
    return ArchiveEnd(
        position=offset + at,
        members=fields[4],
        directory_size=fields[5],
        directory_offset=fields[6],
        comment_size=fields[7],
        is_zip64=locator.startswith(ZIP64_LOCATOR),
    )


def is_archive(file: BinaryIO) -> bool:
    """Tell whether a program would open the file as an archive, wherever in it that starts."""
    return any(_leads_to_directory(file, end) for end in found(file))


def _leads_to_directory(file: BinaryIO, end: ArchiveEnd) -> bool:
    if end.is_zip64:
        return True
    file.seek(max(0, end.position - end.directory_size))
    return file.read(len(DIRECTORY)) == DIRECTORY
