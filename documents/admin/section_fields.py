"""Form fields for the narrative sections of an entry, as its kind declares them."""

from django import forms
from django.utils.translation import ngettext

from documents.models import Entry, Kind, Section, SectionTemplate

PREFIX = "section_"


def field_name(template: SectionTemplate) -> str:
    return f"{PREFIX}{template.key}"


def section_field(template: SectionTemplate) -> forms.CharField:
    limit = ngettext("At most %d word.", "At most %d words.", template.word_limit)
    return forms.CharField(
        required=False,
        label=str(template.heading) + (" *" if template.required else ""),
        help_text=f"{template.guidance} {limit % template.word_limit}".strip(),
        widget=forms.Textarea(
            {"rows": 5, "cols": 80, "dir": "auto", "data-word-limit": template.word_limit}
        ),
    )


def section_fields(kind: Kind) -> dict[str, forms.CharField]:
    """Map the names of fields to the fields, in the kind's order."""
    return {field_name(each): section_field(each) for each in kind.section_templates.all()}


def section_texts(entry: Entry) -> dict[str, str]:
    """Map the names of fields to what the entry says there."""
    sections = entry.sections.select_related("template")
    return {field_name(section.template): section.text for section in sections}


def save_sections(entry: Entry, texts: dict[str, str]) -> None:
    """Write the sections that say something and drop the others."""
    for template in entry.kind.section_templates.all():
        text = texts.get(field_name(template), "").strip()
        if text:
            Section.objects.update_or_create(
                entry=entry, template=template, defaults={"text": text}
            )
        else:
            Section.objects.filter(entry=entry, template=template).delete()
