"""Which of the languages that there are a reader gets."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language


def reading_order(language: str | None = None) -> list[str]:
    """Languages to try for a reader: theirs (default: the active one), then the site's."""
    wanted = (language or get_language() or settings.LANGUAGE_CODE)[:2]
    return list(dict.fromkeys([wanted, settings.LANGUAGE_CODE]))


def best_language(available: Iterable[str], language: str | None = None) -> str:
    """Which of the available languages a reader gets; empty when there is none."""
    available = list(available)
    for code in reading_order(language):
        if code in available:
            return code
    return available[0] if available else ""
