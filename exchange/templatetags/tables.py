"""In which formats a list can be taken out."""

from django import template

from exchange.table.formats import FORMATS, TableFormat

register = template.Library()


@register.simple_tag
def table_formats() -> list[tuple[str, TableFormat]]:
    """Return (ending, format) of each."""
    return list(FORMATS.items())
