"""The formats that the repository accepts: the one list; whatever is not here is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from documents.files import opc
from documents.files.checks import archive, jpeg, pdf, plain, png


@dataclass(frozen=True)
class Format:
    """`check` raises Mismatch or Refused, and returns the number of pages where there are any."""

    code: str
    name: StrOrPromise
    extensions: tuple[str, ...]
    media_type: str
    check: Callable[[BinaryIO], int | None]
    extractable: bool = True
    is_archive: bool = False


OFFICE = "application/vnd.openxmlformats-officedocument"

FORMATS = (
    Format("pdf", _("PDF"), ("pdf",), "application/pdf", pdf.check),
    Format(
        "docx",
        _("Word (DOCX)"),
        ("docx",),
        f"{OFFICE}.wordprocessingml.document",
        partial(archive.check_office, main_part=opc.DOCUMENT),
        is_archive=True,
    ),
    Format(
        "pptx",
        _("PowerPoint (PPTX)"),
        ("pptx",),
        f"{OFFICE}.presentationml.presentation",
        partial(archive.check_office, main_part=opc.PRESENTATION),
        is_archive=True,
    ),
    Format(
        "xlsx",
        _("Excel (XLSX)"),
        ("xlsx",),
        f"{OFFICE}.spreadsheetml.sheet",
        partial(archive.check_office, main_part=opc.WORKBOOK),
        is_archive=True,
    ),
    Format(
        "odt",
        _("OpenDocument text (ODT)"),
        ("odt",),
        "application/vnd.oasis.opendocument.text",
        archive.check_opendocument,
        is_archive=True,
    ),
    Format(
        "epub",
        _("EPUB"),
        ("epub",),
        "application/epub+zip",
        archive.check_epub,
        is_archive=True,
    ),
    Format("png", _("PNG"), ("png",), "image/png", png.check, extractable=False),
    Format("jpeg", _("JPEG"), ("jpg", "jpeg"), "image/jpeg", jpeg.check, extractable=False),
    Format("text", _("plain text (TXT)"), ("txt",), "text/plain", plain.check),
    Format("csv", _("CSV"), ("csv",), "text/csv", plain.check),
)

CHOICES = [(each.code, each.name) for each in FORMATS]
BY_CODE = {each.code: each for each in FORMATS}
BY_EXTENSION = {extension: each for each in FORMATS for extension in each.extensions}


def accepted() -> str:
    """List the names of all formats within a sentence, in the active language."""
    return get_text_list([str(each.name) for each in FORMATS], gettext("and"))


def accepted_files() -> str:
    """Say which formats are accepted, and how large, for the form to show beside a file."""
    size = filesizeformat(settings.MAX_UPLOAD_BYTES)
    return gettext("Accepted are %(formats)s; up to %(size)s.") % {
        "formats": accepted(),
        "size": size,
    }


def accept_attribute() -> str:
    """Write the `accept` attribute of a file input: ".pdf,.docx,…"."""
    return ",".join(f".{extension}" for extension in BY_EXTENSION)
