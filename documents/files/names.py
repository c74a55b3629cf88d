"""Names of files as they are offered: what is refused, and how a good one is kept."""

import re
import unicodedata
from urllib.parse import unquote

from documents.files.refusals import Refused
from wording import sentence as _

MAX_CHARACTERS = 120  # 240 bytes of Arabic in UTF-8; file systems stop at 255 bytes
DIRECTION_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"  # fillers, which are letters and yet nothing to see

# What a web server or a desktop may run or render, should it look at an inner extension.
ACTIVE_EXTENSION = re.compile(
    "aspx?|bat|cgi|chm|cmd|cpl|dll|exe|hta|html?|jar|jse?|jsp|lnk|mht|mhtml|mjs|msi|php|phtml|pif"
    "|ps1|py|scr|sh|shtml|svgz?|swf|vbe|vbs|wsf|xhtml"
)


def checked(name: str) -> str:
    """Return the name as it is kept; Refused when it could deceive a person or a program."""
    name = unicodedata.normalize("NFC", name).strip()
    _no_direction(name)
    name = visible(name)
    for check in (_writable, _no_path, _not_hidden, _length, _one_extension):
        check(name)
    return name


def visible(name: str) -> str:
    """Return the name without what nobody sees: two that look alike are alike."""
    seen = (c for c in name if unicodedata.category(c) != "Cf" and c not in BLANK_LETTERS)
    return "".join(seen).strip()


def extension(name: str) -> str:
    """Return it in lower case and without the dot; empty when there is none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def _writable(name: str) -> None:
    if any(unicodedata.category(character) in UNWRITABLE for character in name):
        raise Refused(
            _("The file name contains control characters. Rename the file and upload it again.")
        )


def _no_path(name: str) -> None:
    """Refuse paths, also encoded once or twice for an address, and in full-width characters."""
    plain = unicodedata.normalize("NFKC", unquote(unquote(name)))
    if "/" in plain or "\\" in plain or "\0" in plain:
        raise Refused(
            _("The file name contains a path. Rename the file, without “/” or “\\” in its name.")
        )


def _no_direction(name: str) -> None:
    if DIRECTION_CONTROLS.search(name):
        raise Refused(
            _(
                "The file name contains invisible characters that reverse the direction of text,"
                " so that it may not be what it seems. Rename the file and upload it again."
            )
        )


def _not_hidden(name: str) -> None:
    if not name or name.startswith("."):
        raise Refused(
            _("The file name is empty or starts with a dot. Rename the file and upload it again.")
        )


def _length(name: str) -> None:
    if len(name) > MAX_CHARACTERS:
        raise Refused(
            _("The file name is too long. Shorten it to %(limit)d characters or fewer.")
            % {"limit": MAX_CHARACTERS}
        )


def _one_extension(name: str) -> None:
    inner = [part.strip().lower() for part in name.split(".")[1:-1]]
    active = next((part for part in inner if ACTIVE_EXTENSION.fullmatch(part)), None)
    if active:
        raise Refused(
            _(
                "The file name has a second extension, “.%(extension)s”, that programs may take"
                " for the real one. Rename the file without it."
            )
            % {"extension": active}
        )
