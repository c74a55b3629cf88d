"""Form fields for the concepts of an entry: one for each vocabulary that its kind uses."""

from typing import Annotated, TypedDict

from django import forms
from django.db.models import Count, QuerySet
from django_stubs_ext import Annotations

from documents.models import Entry, Kind
from taxonomy.admin.concept_search import ConceptsSearch
from taxonomy.models import Concept, Scheme

PREFIX = "concepts_"
# Up to so many concepts are shown as a list to tick; longer vocabularies are searched.
TICK_UP_TO = 12


class Sized(TypedDict):
    """What `schemes_for` adds: how many concepts a vocabulary has."""

    size: int


class ConceptChoice(forms.ModelMultipleChoiceField):
    """Concepts of one vocabulary; what an entry has already stays allowed when deprecated."""

    def label_from_instance(self, concept):
        return str(concept)


def field_name(scheme: Scheme) -> str:
    return f"{PREFIX}{scheme.code}"


def schemes_for(kind: Kind) -> QuerySet[Annotated[Scheme, Annotations[Sized]]]:
    """Return the kind's vocabularies, each with its size."""
    return kind.vocabularies().annotate(size=Count("concepts", distinct=True))


def search(scheme: Scheme) -> ConceptsSearch:
    return ConceptsSearch(Entry._meta.get_field("concepts"), scheme)


def concept_field(scheme: Annotated[Scheme, Annotations[Sized]], required: bool) -> ConceptChoice:
    concepts = Concept.objects.filter(scheme=scheme).exclude(status=Concept.Status.MERGED)
    ticks = scheme.size <= TICK_UP_TO
    offered = concepts.exclude(status=Concept.Status.DEPRECATED) if ticks else concepts
    return ConceptChoice(
        offered.with_labels(),
        required=False,
        label=str(scheme.title) + (" *" if required else ""),
        help_text=str(scheme.description),
        widget=forms.CheckboxSelectMultiple() if ticks else search(scheme),
    )


def concept_fields(kind: Kind) -> dict[str, ConceptChoice]:
    """Map the names of fields to the fields, in the vocabularies' order."""
    return {
        field_name(scheme): concept_field(scheme, scheme.code in kind.required)
        for scheme in schemes_for(kind)
    }
