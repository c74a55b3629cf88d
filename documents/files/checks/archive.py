"""Formats that are ZIP archives: sound, of bounded size, without macros, of the type announced."""

import stat
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from documents.files import opc
from documents.files.checks import archive_end, ends
from documents.files.checks.archive_end import FIELDS
from documents.files.refusals import Mismatch, Refused
from wording import sentence as _

LOCAL_HEADER = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what Office wraps around a password

MAX_MEMBERS = 10_000
MAX_DIRECTORY_BYTES = 4 << 20
MAX_UNPACKED_BYTES = 300 << 20
MAX_RATIO = 100  # of the unpacked to the packed size; counts above RATIO_FLOOR only
RATIO_FLOOR = 10 << 20
ENCRYPTED = 0x1  # the bit among a member's flags
# What zipfile and the XML parser raise at damaged archives; XML's ParseError is a SyntaxError.
UNREADABLE = (
    BadZipFile,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    SyntaxError,
    ValueError,
    struct.error,
    zlib.error,
)

MACRO_TYPES = ("macroenabled", "vbaproject", "macrosheet")
MACRO_FILES = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/")  # of OpenDocument
BOOK_LOCKS = ("META-INF/rights.xml", "META-INF/license.lcpl")


def check_office(file: BinaryIO, main_part: str) -> None:
    """Check DOCX, PPTX, XLSX; `main_part` is the content type of the part that tells them apart."""
    with _opened(file) as archive:
        _no_macros(archive)
        if opc.part_of_type(archive, main_part) is None:
            raise Mismatch


def check_opendocument(file: BinaryIO) -> None:
    with _opened(file) as archive:
        _first_member(archive, b"application/vnd.oasis.opendocument.text")
        _no_macro_folders(archive)
        with archive.open("META-INF/manifest.xml") as manifest:
            if b"encryption-data" in manifest.read(opc.MAX_INDEX_BYTES):
                raise _encrypted()


def check_epub(file: BinaryIO) -> None:
    with _opened(file) as archive:
        _first_member(archive, b"application/epub+zip")
        archive.getinfo("META-INF/container.xml")
        if any(lock in archive.namelist() for lock in BOOK_LOCKS):
            raise _encrypted()


@contextmanager
def _opened(file: BinaryIO) -> Iterator[ZipFile]:
    """Open the archive once outline and members passed; whatever fails inside is a mismatch."""
    _outline(file)
    try:
        with ZipFile(file) as archive:
            _members(archive, ends.length(file))
            yield archive
    except UNREADABLE:
        raise Mismatch from None


def _outline(file: BinaryIO) -> None:
    """Refuse what is not one archive from the first byte to the last, its directory in bounds.

    Comes before zipfile, which would build an object for each of millions of members.
    """
    head = ends.head(file, len(OLD_OFFICE))
    if head == OLD_OFFICE:
        raise Refused(
            _(
                "This is a file of an older Office version, or one protected by a password. Save"
                " it in the present format without a password and upload that copy."
            )
        )
    end = next(archive_end.found(file), None)
    if not head.startswith(LOCAL_HEADER) or end is None or end.is_zip64:
        raise Mismatch
    if end.start != 0 or end.position + FIELDS.size != ends.length(file):
        raise Refused(
            _(
                "There is something before or after the document in this file. Save it again"
                " with the program that made it and upload that copy."
            )
        )
    if end.members > MAX_MEMBERS or end.directory_size > MAX_DIRECTORY_BYTES:
        raise _too_much()


def _members(archive: ZipFile, packed: int) -> None:
    members = archive.infolist()
    _distinct([member.orig_filename for member in members])
    for member in members:
        _member(member)
    unpacked = sum(member.file_size for member in members)
    if sum(member.compress_size for member in members) > packed:
        raise _too_much()  # members that share their bytes
    if unpacked > MAX_UNPACKED_BYTES or unpacked > max(RATIO_FLOOR, packed * MAX_RATIO):
        raise _too_much()


def _distinct(names: list[str]) -> None:
    if len(names) != len({name.casefold() for name in names}):
        raise Refused(
            _("Two parts inside this document have the same name. Save it again and upload that.")
        )


def _member(member: ZipInfo) -> None:
    if member.flag_bits & ENCRYPTED:
        raise _encrypted()
    if _escapes(member.orig_filename) or stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(
            _("This document holds a part whose name leads out of the document. It is refused.")
        )
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Mismatch


def _escapes(name: str) -> bool:
    return (
        name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ":" in name.partition("/")[0]
        or ".." in name.split("/")
    )


def _no_macros(archive: ZipFile) -> None:
    """Refuse macros by their declared types, and by the names of parts should the list lie."""
    declared = [content_type.lower() for _part, content_type in opc.content_types(archive)]
    files = [name.lower().rpartition("/")[2] for name in archive.namelist()]
    if any(macro in each for each in declared for macro in MACRO_TYPES):
        raise _macros()
    if any(each in MACRO_FILES for each in files):
        raise _macros()


def _no_macro_folders(archive: ZipFile) -> None:
    if any(name.lower().startswith(MACRO_FOLDERS) for name in archive.namelist()):
        raise _macros()


def _first_member(archive: ZipFile, media_type: bytes) -> None:
    """Refuse an archive unless it begins with `mimetype`, not compressed, with this media type."""
    first = min(archive.infolist(), key=lambda member: member.header_offset)
    if first.filename != "mimetype" or first.compress_type != ZIP_STORED:
        raise Mismatch
    with archive.open(first) as member:
        if member.read(200).strip() != media_type:
            raise Mismatch


def _encrypted() -> Refused:
    return Refused(
        _("Parts of this document are encrypted. Save it without a password and upload that copy.")
    )


def _macros() -> Refused:
    return Refused(_("This document holds macros. Save it without macros and upload that copy."))


def _too_much() -> Refused:
    return Refused(
        _("This document unpacks to far more than its size: it is refused as a possible attack.")
    )
