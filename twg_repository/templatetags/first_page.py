"""How pages ask for their styles and scripts."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from twg_repository.first_page import is_first_page, loader, style

register = template.Library()
NEXT_SHEETS = ["site", "reading"]  # what most pages after the first one need


@register.simple_tag(takes_context=True)
def style_sheet(context, sheet: str):
    """Add one of the style sheets: inside a visitor's first page, as a link in all others."""
    if is_first(context):
        request = context["request"]
        request.sheets_inside = [*getattr(request, "sheets_inside", []), sheet]
        return format_html("<style>{}</style>", style(sheet))
    return format_html('<link rel="stylesheet" href="{}">', address(sheet))


@register.simple_tag(takes_context=True)
def scripts(context, *names: str):
    """Return the tag that loads a page's modules when it has been shown."""
    modules = " ".join(static(f"js/{name}.js") for name in names)
    sheets = " ".join(map(address, NEXT_SHEETS)) if is_first(context) else ""
    tag = '<script data-modules="{}" data-sheets="{}">{}</script>'
    return format_html(tag, modules, sheets, loader())


def address(sheet: str) -> str:
    return static(f"css/{sheet}.css")


def is_first(context) -> bool:
    request = context.get("request")
    return request is not None and is_first_page(request)
