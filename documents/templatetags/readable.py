"""Codes, dates, numbers and texts as a reader reads them."""

from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from django import template
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from documents import texts
from documents.models import Entry
from wording import languages

register = template.Library()

# How much of a date is known, by the number of its parts, and how that much is written.
DATE_FORMATS = {2: "YEAR_MONTH_FORMAT", 3: "DATE_FORMAT"}


@register.filter
def language_name(code: str) -> str:
    """Name a language in the reader's own; a code that nobody knows stays as it is."""
    return languages.name(code)


@register.filter
def partial_date(text: str) -> str:
    """Write a year, a month or a day (2019, 2019-05, 2019-05-31) in words."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) not in DATE_FORMATS:
        return text
    try:
        return date_format(date(*parts, *[1] * (3 - len(parts))), DATE_FORMATS[len(parts)])
    except ValueError:  # a day that its month does not have
        return text


@register.filter
def grouped(number: int) -> str:
    """Write a number with its thousands apart."""
    if 0 <= number < 1000:  # most are, and the long way is slow
        return str(number)
    return grouped_in(get_language(), number)


@lru_cache(maxsize=10_000)
def grouped_in(language: str | None, number: int) -> str:
    """Write it in the active language, which is named only to be remembered with it."""
    return number_format(number, use_l10n=True, force_grouping=True)


@register.filter(is_safe=True)
def one_line(text: str) -> str:
    """Put a text on one line, for an attribute: browsers draw line breaks of a button's name."""
    return " ".join(text.split())


@register.filter
def isolated(text) -> SafeString:
    """Isolate data among words of the interface, in its own direction and, if known, language."""
    language = getattr(text, "language", "")
    if not str(text):
        return mark_safe("")
    if language:
        return format_html('<bdi lang="{}">{}</bdi>', language, text)
    return format_html("<bdi>{}</bdi>", text)


@register.filter
def host(url: str) -> str:
    """Say whose address it is: `doi.org` for https://doi.org/10.1093/aje/kwr428."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


@register.filter
def reading_title(entry: Entry) -> texts.Text:
    return texts.title(entry)


@register.filter
def reading_takeaway(entry: Entry) -> texts.Text:
    return texts.takeaway(entry)
