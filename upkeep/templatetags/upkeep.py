"""What other pages of the admin show of upkeep."""

from django import template

from upkeep.concerns import CONCERNS, counts

register = template.Library()


@register.simple_tag
def wants_looking_after() -> list[tuple]:
    """List (Concern, how many) of every sort that has any."""
    return [(CONCERNS[code], number) for code, number in counts().items() if number]
