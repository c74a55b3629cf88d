"""The values of a facet. A page prints hundreds of them: here each costs a few microseconds, as a
template of its own it would take half of the page's time."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from documents.search.facets import FacetValue
from documents.templatetags.readable import grouped

register = template.Library()


@register.simple_tag
def facet_values(values: tuple[FacetValue, ...]) -> SafeString:
    """Draw a list of checkboxes, with what stands below each folded under it."""
    items = "".join(item(value, get_language() or "") for value in values)
    return mark_safe(f'<ul role="list">{items}</ul>')  # noqa: S308  (every text is escaped)


def item(value: FacetValue, language: str) -> str:
    checked = " checked" if value.selected else ""
    return (
        f'<li><label><input type="checkbox" name="{escape(value.name)}"'
        f' value="{escape(value.code)}"{checked}>{name(value, language)} <i>{count(value)}</i>'
        f"</label>{switch(value)}{below(value)}</li>"
    )


def name(value: FacetValue, language: str) -> str:
    struck = ' class="out"' if value.excluded else ""
    foreign = f' lang="{escape(value.language)}"' if value.language != language else ""
    return f"<span{struck}{foreign}>{escape(value.label[:1].upper() + value.label[1:])}</span>"


def count(value: FacetValue) -> str:
    if value.excluded:
        return f"−{grouped(value.count)}"
    return grouped(value.count) if value.added is None else f"+{grouped(value.added)}"


def switch(value: FacetValue) -> str:
    """Link the search that leaves a chosen value out instead, or takes an excluded one in."""
    if not value.switch_url:
        return ""
    text = gettext("Take in again") if value.excluded else gettext("Leave out instead")
    return (
        f' <a class="switch" href="{escape(value.switch_url)}" rel="nofollow">{escape(text)}'
        f'<span class="unseen">: {escape(value.label)}</span></a>'
    )


def below(value: FacetValue) -> str:
    if not value.children:
        return ""
    opened = " open" if value.is_open else ""
    title = escape(gettext("Within it"))
    return (
        f'<details{opened}><summary><span class="unseen">{title}</span></summary>'
        f"{facet_values(value.children)}</details>"
    )
