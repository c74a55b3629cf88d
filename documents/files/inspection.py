"""Whether a file from outside is what its name says, and one that the repository accepts."""

import hashlib
import os
from dataclasses import dataclass
from typing import BinaryIO

from django.template.defaultfilters import filesizeformat

from documents.files import formats, names
from documents.files.checks import polyglot
from documents.files.formats import Format
from documents.files.refusals import Mismatch, Refused
from wording import sentence as _

__all__ = ["Inspection", "Refused", "inspect"]

CHUNK = 1 << 20


@dataclass(frozen=True)
class Inspection:
    """`size` in bytes, `sha256` in hexadecimal; `pages` is None for formats without pages."""

    format: Format
    size: int
    sha256: str
    name: str
    pages: int | None


def inspect(file: BinaryIO, name: str, max_bytes: int) -> Inspection:
    """Look through an open, seekable file (such as Django's UploadedFile), and rewind it.

    Raises Refused with the reason. The type is told by the content; the name must agree.
    """
    try:
        name = names.checked(name)
        kind = _announced(name)
        size = _size(file, max_bytes)
        pages = _check(file, kind, name)
        return Inspection(kind, size, _sha256(file), name, pages)
    finally:
        file.seek(0)


def _announced(name: str) -> Format:
    extension = names.extension(name)
    if extension in formats.BY_EXTENSION:
        return formats.BY_EXTENSION[extension]
    if extension:
        message = _(
            "Files of the type “.%(extension)s” are not accepted. Accepted are %(accepted)s."
        )
    else:
        message = _("The file name has no extension. Accepted are %(accepted)s.")
    raise Refused(message % {"extension": extension, "accepted": formats.accepted()})


def _size(file: BinaryIO, max_bytes: int) -> int:
    file.seek(0, os.SEEK_END)
    size = file.tell()
    if size == 0:
        raise Refused(_("The file is empty: it holds 0 bytes."))
    if size > max_bytes:
        raise Refused(
            _("The file is too large: it has %(size)s, and at most %(limit)s are accepted.")
            % {"size": filesizeformat(size), "limit": filesizeformat(max_bytes)}
        )
    return size


def _check(file: BinaryIO, kind: Format, name: str) -> int | None:
    file.seek(0)
    try:
        pages = kind.check(file)
    except Mismatch:
        raise Refused(
            _(
                "“%(name)s” is not a %(format)s file: its content is something else, or is"
                " damaged. Accepted are %(accepted)s."
            )
            % {"name": name, "format": kind.name, "accepted": formats.accepted()}
        ) from None
    polyglot.check(file, kind)
    return pages


def _sha256(file: BinaryIO) -> str:
    digest = hashlib.sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
