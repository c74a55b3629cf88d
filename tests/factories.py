"""Small collections for tests, made of real rows."""

from collections.abc import Iterable

from django.utils import timezone

from documents.files.inspection import inspect
from documents.models import (
    Agent,
    Contribution,
    Entry,
    EntryPlace,
    File,
    Kind,
    Section,
    SectionTemplate,
)
from documents.search.projection import project
from taxonomy import hierarchy
from taxonomy.localized import LocalizedText
from taxonomy.models import Concept, Label, Place, Scheme

# What the data files say of vocabularies and kinds.
FACTS = {
    "kind": {"is_subject": False, "is_standard": True},
    "language": {"is_subject": False, "is_standard": True, "is_sorted_by_name": True},
    "place": {"is_standard": True, "is_sorted_by_name": True},
    "theme": {"shows_gaps": True},
}
KIND_FACTS = {
    "failure": {"tells_of_failure": True},
    "literature": {"takes_references": True},
}


def make_scheme(code: str, **columns) -> Scheme:
    own = {"title": LocalizedText(en=code.capitalize()), "position": 100} | FACTS.get(code, {})
    columns = own | columns
    scheme, _created = Scheme.objects.get_or_create(code=code, defaults=columns)
    return scheme


def make_concept(
    scheme: str, code: str, broader: Iterable[Concept] = (), model=Concept, **columns
) -> Concept:
    """A concept whose English label is its code unless `label` says otherwise."""
    label = columns.pop("label", code)
    concept = model.objects.create(scheme=make_scheme(scheme), code=code, **columns)
    Label.objects.create(concept=concept, language="en", kind="preferred", text=label)
    concept.broader.set(broader)
    hierarchy.refresh_ancestors(concept.scheme_id)
    concept.refresh_from_db()
    return concept


def make_place(code: str, level: str, broader: Iterable[Place] = (), **columns) -> Place:
    return make_concept("place", code, broader, model=Place, level=level, **columns)


def make_kind(code: str = "tool", sections: Iterable[str] = (), **columns) -> Kind:
    kind = Kind.objects.filter(code=code).first()
    if kind is None:
        columns = {"plural": LocalizedText(en=f"{code}s")} | KIND_FACTS.get(code, {}) | columns
        kind = make_concept("kind", code, model=Kind, **columns)
    for key in sections:
        heading = LocalizedText(en=key.capitalize())
        SectionTemplate.objects.get_or_create(kind=kind, key=key, defaults={"heading": heading})
    return kind


def make_entry(
    title: str = "A guide",
    kind: str = "tool",
    concepts: Iterable[Concept] = (),
    places: Iterable[Place] = (),
    sections: dict[str, str] | None = None,
    creators: Iterable[str] = (),
    state: str = "published",
    **columns,
) -> Entry:
    """An entry, published unless said otherwise, and known to the search."""
    if state == "withdrawn":
        columns = {"withdrawn_at": timezone.now(), "withdrawal_reason": "Outdated."} | columns
    if state != "draft":
        columns = {"published_at": timezone.now()} | columns
    kind_ = make_kind(kind, (sections or {}).keys())
    entry = Entry.objects.create(title=title, kind=kind_, state=state, **columns)
    entry.concepts.set(concepts)
    for place in places:
        EntryPlace.objects.create(entry=entry, place=place)
    for key, text in (sections or {}).items():
        template = kind_.section_templates.get(key=key)
        Section.objects.create(entry=entry, template=template, text=text)
    for name in creators:
        agent, _created = Agent.objects.get_or_create(name=name, type="person")
        Contribution.objects.create(entry=entry, agent=agent)
    project([entry.pk])
    return entry


def make_file(entry: Entry, content, name: str = "guide.pdf", **columns) -> File:
    """A file of an entry from an open file such as those of tests/documents/files/builders.py."""
    file = File(entry=entry, **columns)
    file.describe(inspect(content, name, 50_000_000))
    file.content.save(name, content, save=False)
    file.save()
    project([entry.pk])
    return file
