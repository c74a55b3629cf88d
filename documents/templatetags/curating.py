"""What the admin's own pages show of the curation."""

from django import template

from documents.curation import waiting

register = template.Library()


@register.simple_tag
def what_waits():
    return waiting.waiting()
