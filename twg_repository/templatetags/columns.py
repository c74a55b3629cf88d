"""Cells of the admin's lists that know their column."""

import re
from itertools import zip_longest

from django import template
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

register = template.Library()
START = re.compile(r"<t[dh](?=[ >])")


@register.filter
def named(cells: list[str], headers: list[dict]) -> list[SafeString]:
    """Add to each finished cell the text of its header, as `data-label`."""
    names = [strip_tags(str(header["text"])).strip() for header in headers]
    return [label(cell, name) for cell, name in zip_longest(cells, names[: len(cells)])]


def label(cell: str, name: str | None) -> SafeString:
    if not name:
        return mark_safe(cell)  # noqa: S308  (Django's own, as are those below)
    attribute = format_html(' data-label="{}"', capfirst(name))
    return mark_safe(START.sub(lambda start: start[0] + attribute, str(cell), count=1))  # noqa: S308
