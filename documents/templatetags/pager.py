"""The ways from one page of a list or a text to those beside it."""

from django import template
from django.core.paginator import Page

register = template.Library()


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context, page: Page, name: str = "page", here: str = "") -> dict[str, str]:
    """Link to the pages before and after; what else the address asks for stays.

    `name` is the parameter with the number, `here` says in words which page this is.
    """

    def address(number: int) -> str:
        asked = context["request"].GET.copy()
        asked[name] = str(number)
        return f"?{asked.urlencode()}"

    return {
        "previous_url": address(page.previous_page_number()) if page.has_previous() else "",
        "next_url": address(page.next_page_number()) if page.has_next() else "",
        "here": here,
    }
