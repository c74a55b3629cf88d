"""Dates as reference managers write them, as far as they are known: 2019, 2019-05, 2019-05-31."""

import re
from datetime import date
from functools import cache

from wording import languages

NONE = {"", "n.d.", "nd", "n. d.", "no date", "s.d.", "s. d.", "sin fecha", "forthcoming",
        "in press", "en prensa", "à paraître", "د.ت"}  # fmt: skip
YEAR = r"(1[4-9]\d\d|20\d\d)"
NUMBERS = re.compile(rf"^\W*{YEAR}(?:[-/.](\d{{1,2}})(?:[-/.](\d{{1,2}}))?)?(?!\d)")


@cache
def months() -> dict[str, int]:
    """Map names, long or short, in any language of the interface, to numbers."""
    return {
        name.casefold().rstrip("."): number
        for language in languages.codes()
        for width in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, name in languages.locale(language).months[context][width].items()
    }


def issued(text: str) -> str | None:
    """Return the date in the repository's form; empty where none is said, None if unreadable."""
    text = text.strip()
    if text.casefold() in NONE:
        return ""
    year = re.search(YEAR, text)
    if not year:
        return None
    return from_numbers(text) or from_words(text, year.group(1))


def from_numbers(text: str) -> str:
    found = NUMBERS.match(text.replace("//", "/").rstrip("/"))
    if not found:
        return ""
    year, month, day = (int(part) if part else 0 for part in found.groups())
    return known(year, month, day)


def from_words(text: str, year: str) -> str:
    """Read “12 May 2019”, “mayo de 2019”, “[2019]”."""
    words = [word.casefold().strip(".,") for word in re.findall(r"[^\W\d]+\.?", text)]
    month = next((months()[word] for word in words if word in months()), 0)
    day = re.search(r"\b(\d{1,2})\b", text.replace(year, "")) if month else None
    return known(int(year), month, int(day.group(1)) if day else 0)


def known(year: int, month: int, day: int) -> str:
    """Keep as much of it as there is such a date: 2019/20 is a year, no month."""
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return f"{year}"
    parts = [f"{year}", f"{month:02}" if month else "", f"{day:02}" if month and day else ""]
    return "-".join(filter(None, parts))
