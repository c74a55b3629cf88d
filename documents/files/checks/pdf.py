"""PDF files: whole, with nothing around them, readable without a password, not endless."""

import re
from typing import BinaryIO

from documents.files import sandbox
from documents.files.checks import ends
from documents.files.refusals import Mismatch, Refused
from documents.files.worker.bounds import MAX_PAGES
from wording import sentence as _

LIMITS = sandbox.Limits(cpu_seconds=10, wall_seconds=20)  # while somebody waits for the upload

HEADER = re.compile(rb"%PDF-[12]\.\d")
END = b"%%EOF"
WINDOW = 4096  # how far from the last byte the end may be marked
PADDING = b"\0\t\n\f\r \x1a"


def check(file: BinaryIO) -> int:
    """Return the number of pages."""
    if not HEADER.match(ends.head(file, 8)):
        raise Mismatch
    _complete(file)
    pages = _pages(file)
    if pages > MAX_PAGES:
        raise Refused(
            _("This PDF has %(pages)d pages; at most %(limit)d are accepted. Upload it in parts.")
            % {"pages": pages, "limit": MAX_PAGES}
        )
    return pages


def _complete(file: BinaryIO) -> None:
    _before, end, behind = ends.tail(file, WINDOW).rpartition(END)
    if not end:
        raise Refused(
            _(
                "The end of this PDF is missing, or other data follows it. Save it again with a"
                " program for PDF files and upload that copy."
            )
        )
    if behind.strip(PADDING):
        raise Refused(
            _(
                "Other data follows the end of this PDF. Save it again with a program for PDF"
                " files and upload that copy."
            )
        )


def _pages(file: BinaryIO) -> int:
    try:
        return sandbox.run("pages", file, LIMITS)["pages"]
    except sandbox.Failed as failure:
        raise Refused(REASONS.get(failure.reason, DAMAGED)) from failure


DAMAGED = _("This PDF cannot be opened: it is damaged. Save it again and upload that copy.")
REASONS = {
    "password": _(
        "This PDF is encrypted: it asks for a password, or restricts what may be done with it."
        " Save it without protection and upload that copy."
    ),
    "time": _("This PDF cannot be opened: it takes too long. Save it again and upload that copy."),
    "memory": _(
        "This PDF cannot be opened: it needs too much memory. Save it again and upload that copy."
    ),
}
