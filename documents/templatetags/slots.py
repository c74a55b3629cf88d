"""What rooms above `documents` show on its pages."""

from typing import cast

from django import template
from django.template import Context, Template
from django.utils.safestring import SafeString, mark_safe

from documents import slots
from documents.audience import Audience

register = template.Library()


@register.simple_tag(takes_context=True)
def insert(context: Context, filled: slots.Filled) -> SafeString:
    """Draw an insert; nothing where its template fails."""
    with slots.forgiving(filled.insert), context.push(value=filled.value):
        engine = cast("Template", context.template).engine
        return engine.get_template(filled.insert.template).render(context)
    return mark_safe("")


@register.simple_tag(takes_context=True)
def first_screen(context: Context) -> list[slots.Filled]:
    """Return what the rooms show to the account on the admin's first screen."""
    user = context["request"].user
    return slots.fill(slots.Slot.FIRST_SCREEN, user, Audience.of(user))
