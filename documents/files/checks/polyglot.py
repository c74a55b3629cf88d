"""Files that are two things at once: what one program takes for a PDF, another runs as a page."""

import re
from typing import BinaryIO

from documents.files.checks import archive_end, ends
from documents.files.refusals import Refused
from wording import sentence as _

WINDOW = 1024  # bytes at either end; browsers guess a type from the first of them
MARKUP = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|script|iframe|svg|object|embed|\?php)\b", re.IGNORECASE
)


def check(file: BinaryIO, kind) -> None:
    """Refuse markup at either end, and an archive hidden in what is none; `kind` is a Format."""
    if MARKUP.search(ends.head(file, WINDOW) + b"\0" + ends.tail(file, WINDOW)):
        raise Refused(
            _(
                "The file is a web page or script as well as a %(format)s file. Save it again"
                " with the program that made it and upload that copy."
            )
            % {"format": kind.name}
        )
    if not kind.is_archive and archive_end.is_archive(file):
        raise Refused(
            _(
                "The file is a ZIP archive as well as a %(format)s file. Save it again with the"
                " program that made it and upload that copy."
            )
            % {"format": kind.name}
        )
