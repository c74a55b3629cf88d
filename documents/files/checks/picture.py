"""What holds for pictures of any format."""

from typing import BinaryIO

from documents.files.refusals import Mismatch, Refused
from wording import sentence as _

MAX_PIXELS = 200_000_000  # a poster of 84 by 119 cm at 300 dots an inch has 139 million
PADDING = 1024  # bytes


def check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Mismatch
    if width * height > MAX_PIXELS:
        raise Refused(
            _("The picture has %(width)d × %(height)d pixels. Make it smaller and upload that.")
            % {"width": width, "height": height}
        )


def check_end(file: BinaryIO) -> None:
    """Refuse anything but a few zeros, as cameras write them, after where the file was read."""
    rest = file.read(PADDING + 1)
    if len(rest) > PADDING or rest.strip(b"\0"):
        raise Refused(
            _(
                "Other data follows the end of the picture. Save it again with a program for"
                " pictures and upload that copy."
            )
        )
