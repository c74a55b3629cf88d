"""The form of a concept: its columns, its names, and others of its vocabulary."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from taxonomy import actions, hierarchy
from taxonomy.admin.concept_search import ConceptSearch, ConceptsSearch
from taxonomy.admin.label_fields import (
    ALTERNATIVE,
    PREFERRED,
    label_fields,
    label_texts,
    labels_in,
)
from taxonomy.models import Concept, Scheme


class ConceptForm(forms.ModelForm[Concept]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.update(label_texts(self.instance))

    def clean_broader(self) -> QuerySet[Concept]:
        broader: QuerySet[Concept] = self.cleaned_data["broader"]
        concept = self.instance
        for each in broader:
            if concept.pk and hierarchy.would_cycle(concept, each):
                raise ValidationError(
                    _("“%(broader)s” stands below this concept already."),
                    params={"broader": each},
                )
        return broader

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if PREFERRED in data and ALTERNATIVE in data:
            self.refuse_twice(data[PREFERRED], data[ALTERNATIVE])
        return data

    def refuse_twice(self, preferred: dict[str, str], alternatives: dict[str, list[str]]) -> None:
        for language, text in preferred.items():
            if text in alternatives.get(language, ()):
                message = _("“%(text)s” is the preferred label already.") % {"text": text}
                self.add_error(ALTERNATIVE, message)

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]  # Django's own hook, which its types leave out
        if PREFERRED in self.cleaned_data:
            actions.relabel(self.instance, labels_in(self.cleaned_data))


def form_for(scheme: Scheme | None, concept: Concept | None) -> type[ConceptForm]:
    """Make the form class of one concept, or of a new one of the vocabulary."""
    fields = label_fields(concept) | (neighbour_fields(scheme, concept) if scheme else {})
    return type("ConceptForm", (ConceptForm,), fields)


def neighbour_fields(scheme: Scheme, concept: Concept | None) -> dict[str, forms.Field]:
    """Make the fields for neighbours; concepts of other vocabularies are not offered, nor taken."""
    own = Concept.objects.filter(scheme=scheme).with_labels()
    kept = [concept.successor_id] if concept and concept.successor_id else []
    usable = own.usable() | own.filter(pk__in=kept)
    standing = own.exclude(status=Concept.Status.MERGED)
    broader, successor = (Concept._meta.get_field(name) for name in ("broader", "successor"))
    return {
        "broader": forms.ModelMultipleChoiceField(
            standing, widget=ConceptsSearch(broader, scheme), **described(broader)
        ),
        "successor": forms.ModelChoiceField(
            usable, widget=ConceptSearch(successor, scheme), **described(successor)
        ),
    }


def described(field: Any) -> dict[str, Any]:
    """Return label, help text and `required=False` for the form's field of an optional column."""
    label = capfirst(field.verbose_name)
    return {"required": False, "label": label, "help_text": field.help_text}
