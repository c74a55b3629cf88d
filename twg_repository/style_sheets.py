"""Style sheets as they are sent: minified, and with the tokens written out that never change.

The sheets of the site and of the admin import static/css/tokens.css. While somebody works on them
browsers follow the import; sent, a sheet needs no other.
"""

import re
from functools import cache

from django.conf import settings
from rcssmin import cssmin

FOLDER = settings.BASE_DIR / "static" / "css"
DECLARATION = re.compile(r"--([\w-]+):\s*([^;]+);")
USE = re.compile(r"var\(--([\w-]+)\)")
IMPORT = re.compile(r"@import [^;]*\btokens\b[^;]*;")  # its name may have got a digest


def sent(css: str) -> str:
    """Return what a browser gets of a style sheet; other names of variables stay as they are."""
    return cssmin(USE.sub(written_out, IMPORT.sub("", css)))


def written_out(use: re.Match) -> str:
    return tokens().get(use[1], use[0])


@cache
def tokens() -> dict[str, str]:
    """Return name -> value of what tokens.css declares."""
    return dict(DECLARATION.findall((FOLDER / "tokens.css").read_text(encoding="utf-8")))
