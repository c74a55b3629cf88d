"""Light and dark on parts of one page: the site's tokens under a selector each."""

import re

from django.conf import settings

FOLDER = settings.BASE_DIR / "static" / "css"
TOKENS = re.compile(r"@layer tokens \{(.*?)\n\}", re.DOTALL)
BLOCK = re.compile(r":root \{(.*?)\}", re.DOTALL)


def style_sheet() -> str:
    """Return the tokens that stay, and `[data-scheme]` blocks with those that change."""
    light, dark = tokens()
    return (
        f"{source('tokens')}\n"
        f'[data-scheme="light"] {{ {light} color-scheme: light; }}\n'
        f'[data-scheme="dark"] {{ {dark} color-scheme: dark; }}\n'
    )


def tokens() -> tuple[str, str]:
    """Return the declarations of both schemes; dark is light with what it changes."""
    (declared,) = TOKENS.findall(source("site"))
    light, dark = BLOCK.findall(declared)
    return light.replace("color-scheme: light dark;", ""), dark


def source(sheet: str) -> str:
    return (FOLDER / f"{sheet}.css").read_text(encoding="utf-8")
