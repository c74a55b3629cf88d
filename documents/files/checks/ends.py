"""The first and the last bytes of an open file; whatever the position was, it is moved."""

import os
from typing import BinaryIO


def length(file: BinaryIO) -> int:
    file.seek(0, os.SEEK_END)
    return file.tell()


def head(file: BinaryIO, size: int) -> bytes:
    file.seek(0)
    return file.read(size)


def tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, length(file) - size))
    return file.read(size)
