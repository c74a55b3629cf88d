"""What an entry still needs before it may be published, and where to fill it in."""

from dataclasses import dataclass
from typing import Annotated, Any, TypedDict

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
)
from django.db.models.expressions import Combinable
from django_stubs_ext import Annotations

from documents.models import (
    Contribution,
    Entry,
    EntryPlace,
    File,
    Kind,
    Link,
    Relation,
    Section,
    SectionTemplate,
)
from taxonomy.models import Concept
from taxonomy.structure import GOAL, LANGUAGE
from wording import Message
from wording import sentence as _
from wording.errors import ValidationError

Requirement = Kind.Requirement
SUMMARY_WORDS = 250


@dataclass(frozen=True)
class Missing:
    """One thing that is missing; `field` is its name on the entry form."""

    field: str
    message: Message


def rows_of(model: type[Model]) -> Exists:
    return Exists(model._default_manager.filter(entry=OuterRef("pk")))


def concept_in(scheme: str) -> Exists:
    tags = Entry.concepts.through.objects.filter(entry=OuterRef("pk"))
    accepted = tags.filter(concept__status=Concept.Status.ACCEPTED)
    return Exists(accepted.filter(concept__scheme__code=scheme))


def made_by_somebody() -> Exists:
    makers = [Contribution.Role.CREATOR, Contribution.Role.EDITOR]
    return Exists(Contribution.objects.filter(entry=OuterRef("pk"), role__in=makers))


# What is required of an entry's concepts -> the vocabulary that one of them is to be from.
SCHEMES = {Requirement.GOAL: GOAL, Requirement.LANGUAGE: LANGUAGE}

# Requirement -> its field on the entry form, and what is true of entries that lack it.
GAPS: dict[Requirement, tuple[str, Q | Combinable]] = {
    Requirement.TAKEAWAY: ("takeaway", Q(takeaway="")),
    Requirement.SUMMARY: ("summary", Q(summary="")),
    Requirement.ISSUED: ("issued", Q(issued="")),
    Requirement.GOAL: ("concepts_goal", ~concept_in(SCHEMES[Requirement.GOAL])),
    Requirement.LANGUAGE: ("concepts_language", ~concept_in(SCHEMES[Requirement.LANGUAGE])),
    Requirement.PLACE: ("places", ~rows_of(EntryPlace)),
    Requirement.CREATOR: ("contributions", ~made_by_somebody()),
    Requirement.FILE_OR_LINK: ("files", ~rows_of(File) & ~rows_of(Link)),
}


def required_sections_empty() -> Exists:
    """Select entries of whose kind a required section is not filled."""
    filled = Section.objects.filter(template=OuterRef("pk"), entry=OuterRef(OuterRef("pk")))
    required = SectionTemplate.objects.filter(kind=OuterRef("kind"), required=True)
    return Exists(required.exclude(Exists(filled)))


class Gaps(TypedDict):
    """What `with_gaps` adds to an entry, beside a column for each requirement."""

    lacks_sections: bool


def with_gaps(entries: QuerySet[Entry]) -> QuerySet[Annotated[Entry, Annotations[Gaps]]]:
    """Mark the entries with `lacks_<requirement>` and `lacks_sections`, each true or false."""
    gaps = {
        f"lacks_{requirement}": ExpressionWrapper(gap, BooleanField())
        for requirement, (_field, gap) in GAPS.items()
    }
    return entries.annotate(**gaps, lacks_sections=required_sections_empty())


def gap_names(entry: Annotated[Entry, Annotations[Gaps]]) -> list[str]:
    """Name in short what an entry of a `with_gaps` list lacks and its kind requires."""
    names = [
        str(requirement.label)
        for requirement in GAPS
        if requirement in entry.kind.required and getattr(entry, f"lacks_{requirement}")
    ]
    return [*names, str(_("required sections"))] if entry.lacks_sections else names


def missing(entry: Entry) -> list[Missing]:
    """List everything that stands between a saved entry and its publication."""
    return missing_in(to_be_checked(Entry.objects.filter(pk=entry.pk)).get())


def to_be_checked(entries: QuerySet[Any]) -> QuerySet[Any]:
    """Read with them all that `missing_in` needs, in a fixed number of queries."""
    kinds = Kind.objects.with_labels().prefetch_related("section_templates")
    return with_gaps(entries).prefetch_related(
        Prefetch("kind", kinds), "sections__template", "relations"
    )


def missing_in(entry: Entry) -> list[Missing]:
    """List what an entry of a `to_be_checked` list lacks."""
    return [
        *missing_fields(entry),
        *missing_sections(entry),
        *too_long(entry),
        *missing_relations(entry),
    ]


def missing_fields(entry: Entry) -> list[Missing]:
    return [
        Missing(
            field, _("%(kind)s needs %(what)s.") % {"kind": entry.kind, "what": requirement.label}
        )
        for requirement, (field, _gap) in GAPS.items()
        if requirement in entry.kind.required and getattr(entry, f"lacks_{requirement}")
    ]


def missing_sections(entry: Entry) -> list[Missing]:
    filled = {section.template_id for section in entry.sections.all()}
    return [
        Missing(
            f"section_{template.key}",
            _("The section “%(heading)s” is required for this kind and is empty.")
            % {"heading": template.heading},
        )
        for template in entry.kind.section_templates.all()
        if template.required and template.pk not in filled
    ]


def too_long(entry: Entry) -> list[Missing]:
    texts = [
        (f"section_{each.template.key}", each.template.heading, each.text, each.template.word_limit)
        for each in entry.sections.all()
    ]
    texts.append(("summary", _("Summary"), entry.summary, SUMMARY_WORDS))
    return [
        Missing(
            field,
            _("“%(name)s” has %(words)d words; at most %(limit)d are allowed.")
            % {"name": name, "words": word_count(text), "limit": limit},
        )
        for field, name, text, limit in texts
        if word_count(text) > limit
    ]


def word_count(text: str) -> int:
    return len(text.split())


def missing_relations(entry: Entry) -> list[Missing]:
    there = {relation.type for relation in entry.relations.all()}
    return [
        Missing(
            "relations",
            _("%(kind)s needs a relation “%(type)s” to another entry.")
            % {"kind": entry.kind, "type": Relation.Type(type_).label},
        )
        for type_ in entry.kind.required_relations
        if type_ not in there
    ]


def refuse_gaps(ids: set[int]) -> None:
    """Refuse, after writing, to leave readers entries that lack what their kind requires.

    Raises ValidationError that names the readable ones of the entries and what they lack.
    """
    readable = Entry.objects.filter(pk__in=ids, state__in=Entry.READABLE).order_by("pk")
    lacking = [
        Message("%(entry)s (%(gaps)s)")
        % {"entry": entry.identifier, "gaps": [each.message for each in found]}
        for entry in to_be_checked(readable)
        if (found := missing_in(entry))
    ]
    if lacking:
        text = _("Published entries would lack what their kind requires: %(entries)s.")
        raise ValidationError(text % {"entries": lacking})
