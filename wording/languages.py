"""The languages of the interface, of which `LANGUAGES` of the settings is the one list, and what
languages are called in them.

A language that Django, Babel or our catalogues know little of goes without: its pages are there,
with English where a word is missing.
"""

from collections.abc import Iterable
from functools import cache

from babel import Locale, UnknownLocaleError
from django.conf import settings
from django.utils.translation import get_language


def choices() -> list[tuple[str, str]]:
    """List (code, own name) of each; for columns, so that no migration lists them."""
    return list(settings.LANGUAGES)


def codes() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


def default() -> str:
    return settings.LANGUAGE_CODE


def active() -> str:
    return kept_under(get_language() or settings.LANGUAGE_CODE)


def kept_under(code: str) -> str:
    """Return the code under which texts are kept for a language, whatever the reader's country."""
    return code if code in codes() else code.partition("-")[0]


def direction(code: str) -> str:
    return "rtl" if code.partition("-")[0] in settings.LANGUAGES_BIDI else "ltr"


@cache
def locale(code: str) -> Locale:
    """Return what Babel knows of a language's words and customs; English where it knows none."""
    try:
        return Locale.parse(code, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(settings.LANGUAGE_CODE)


def name(code: str) -> str:
    """Name a language in the reader's own; a code that nobody knows stays as it is."""
    return str(locale(active()).languages.get(code, code))


@cache
def names() -> dict[str, str]:
    """Map names, casefolded, to codes of two letters."""
    return {
        name.casefold(): code
        for language in codes()
        for code, name in locale(language).languages.items()
        if len(code) == 2
    }


def reading_order(language: str | None = None) -> list[str]:
    """List languages to try for a reader: theirs (default: the active one), then the site's."""
    wanted = kept_under(language) if language else active()
    return list(dict.fromkeys([wanted, settings.LANGUAGE_CODE]))


def best_language(available: Iterable[str], language: str | None = None) -> str:
    """Return which of the available languages a reader gets; empty when there is none."""
    available = list(available)
    for code in reading_order(language):
        if code in available:
            return code
    return available[0] if available else ""
