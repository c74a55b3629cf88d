"""Light and dark on parts of one page: the site's tokens under a selector each."""

import re

from django.conf import settings

TOKENS = re.compile(r"@layer tokens \{(.*?)\n\}", re.DOTALL)
BLOCK = re.compile(r":root \{(.*?)\}", re.DOTALL)


def style_sheet() -> str:
    """Make `[data-scheme]` blocks from static/css/site.css, the one place where colours are."""
    light, dark = tokens()
    return (
        f'[data-scheme="light"] {{ {light} color-scheme: light; }}\n'
        f'[data-scheme="dark"] {{ {dark} color-scheme: dark; }}\n'
    )


def tokens() -> tuple[str, str]:
    """Return the declarations of both schemes (light, dark); dark is light with what it changes."""
    css = (settings.BASE_DIR / "static" / "css" / "site.css").read_text(encoding="utf-8")
    (declared,) = TOKENS.findall(css)
    light, dark = BLOCK.findall(declared)
    return light.replace("color-scheme: light dark;", ""), dark
