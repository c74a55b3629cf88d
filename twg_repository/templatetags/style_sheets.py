"""How pages ask for their style."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from twg_repository.first_style import is_first_page, style

register = template.Library()


@register.simple_tag(takes_context=True)
def style_sheet(context, sheet: str):
    """One of the style sheets: inside a visitor's first page, a link in all others."""
    address, request = static(f"css/{sheet}.css"), context.get("request")
    if request is None or not is_first_page(request):
        return format_html('<link rel="stylesheet" href="{}">', address)
    inside = '<style>{}</style><link rel="prefetch" as="style" href="{}">'
    return format_html(inside, style(sheet), address)
