"""What the page of a record shows, for one audience."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch, Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString

from documents import slots, texts
from documents.audience import Audience
from documents.curation.judgement import Judgement, judgement_of
from documents.evidence import evidence_for
from documents.evidence.block import Evidence
from documents.files.formats import BY_CODE
from documents.history.past_access import versions_read
from documents.history.succession import Superseded, successor_of, superseded
from documents.history.versions import last_version
from documents.identifier import number_in
from documents.markdown import to_html
from documents.models import Contribution, Entry, File, Relation, Revision
from documents.pages.remembering import remembered
from taxonomy.localized import LocalizedText
from taxonomy.models import Concept, Scheme

# What the page and its citation read of an entry, each in one query.
READ = (
    "translations", "kind__labels", "kind__section_templates",
    Prefetch("contributions", Contribution.objects.select_related("agent")),
    "identifiers", "links", "files", "sections",
)  # fmt: skip
CONTENTS_FROM = 4  # so many sections make a list of contents worth its room


@dataclass(frozen=True)
class SectionView:
    """One section; `html` is empty where nothing is reported."""

    key: str
    heading: LocalizedText
    html: SafeString | str


@dataclass(frozen=True)
class Tagged:
    """The concepts of one scheme that an entry carries."""

    scheme: Scheme
    concepts: list[Concept]


@dataclass(frozen=True)
class Related:
    """Entries that stand in one relation to this one, named as seen from here."""

    name: str
    entries: list[Entry]


@dataclass(frozen=True)
class FileView:
    """A file as its entry's page offers it; the text and the cover only where there are any."""

    file: File
    format: str
    url: str
    text_url: str
    cover_url: str

    @classmethod
    def of(cls, file: File) -> "FileView":
        address = [file.entry.identifier, file.number]
        return cls(
            file=file,
            format=str(BY_CODE[file.format].name),
            url=file.get_absolute_url(),
            text_url=reverse("file_text", args=address) if file.has_text else "",
            cover_url=reverse("file_cover", args=address) if file.cover else "",
        )


class EntryPage:
    """A record and all around it that the audience may see."""

    def __init__(self, entry: Entry, audience: Audience):
        self.entry, self.audience = entry, audience

    @property
    def title(self) -> texts.Text:
        return texts.title(self.entry)

    @property
    def original_title(self) -> texts.Text | None:
        return texts.original_title(self.entry)

    @property
    def takeaway(self) -> texts.Text:
        return texts.takeaway(self.entry)

    @property
    def summary(self) -> texts.Text:
        return texts.summary(self.entry)

    @property
    def summary_html(self) -> SafeString:
        return to_html(self.summary.text)

    @property
    def is_idea(self) -> bool:
        """Whether it is a project idea, to be shown clearly as not being evidence."""
        return not self.entry.kind.is_evidence

    @cached_property
    def all_sections(self) -> list[SectionView]:
        texts = {each.template_id: each.text for each in self.entry.sections.all()}
        return [
            SectionView(each.key, each.heading, to_html(texts.get(each.pk, "")))
            for each in self.entry.kind.section_templates.all()
        ]

    @property
    def sections(self) -> list[SectionView]:
        return [section for section in self.all_sections if section.html]

    @property
    def not_reported(self) -> list[SectionView]:
        """What this kind of entry could say and this one does not: a gap, shown as one."""
        return [section for section in self.all_sections if not section.html]

    @property
    def contents(self) -> list[SectionView]:
        return self.sections if len(self.sections) >= CONTENTS_FROM else []

    @cached_property
    def tags(self) -> list[Tagged]:
        concepts = self.entry.concepts.public().select_related("scheme").with_labels()
        by_scheme: dict[int, Tagged] = {}
        for concept in concepts.order_by("scheme__position", "position"):
            tagged = by_scheme.setdefault(concept.scheme_id, Tagged(concept.scheme, []))
            tagged.concepts.append(concept)
        return list(by_scheme.values())

    @property
    def languages(self) -> list[str]:
        """What the work can be read in, by name."""
        tagged = [each for each in self.tags if each.scheme.code == "language"]
        return [concept.label for each in tagged for concept in each.concepts]

    @cached_property
    def places(self) -> list:
        places = self.entry.places.select_related("place__scheme")
        return [p for p in places.prefetch_related("place__labels") if p.place.is_public]

    @cached_property
    def contributions(self) -> dict[str, list]:
        people: dict[str, list] = {"creator": [], "editor": [], "publisher": []}
        for each in self.entry.contributions.all():
            people[each.role].append(each.agent)
        return people

    @cached_property
    def files(self) -> list[FileView]:
        return [FileView.of(file) for file in self.entry.files.all()]

    @cached_property
    def links(self) -> list:
        return list(self.entry.links.all())

    @property
    def is_a_work(self) -> bool:
        """Whether the entry describes something to be read elsewhere, not only our own words."""
        return bool(self.files or self.links or self.entry.csl_type)

    @cached_property
    def identifiers(self) -> list:
        return list(self.entry.identifiers.all())

    @cached_property
    def superseded(self) -> Superseded | None:
        """The notice of an entry that another one stands for."""
        return superseded(self.entry, self.audience)

    @property
    def superseded_by(self) -> list[Entry]:
        """What is said to be newer, beside what the notice names."""
        newer = self.related_by(Relation.Type.SUPERSEDES, inverse=True)
        return [other for other in newer if other.pk != self.entry.replacement_id]

    @property
    def supersedes(self) -> list[Entry]:
        return self.related_by(Relation.Type.SUPERSEDES, inverse=False)

    @cached_property
    def version(self) -> Revision | None:
        """The revision that stands at its address now."""
        return last_version(self.entry)

    @cached_property
    def judgement(self) -> Judgement | None:
        """What its reviewers gave, once the entry was accepted on it."""
        return judgement_of(self.entry)

    @cached_property
    def evidence(self) -> Evidence | None:
        """What is known of its results."""
        return evidence_for(self.entry, self.audience)

    @cached_property
    def lessons(self) -> list[Entry]:
        """What failed: lessons that qualify this entry."""
        return self.related_by(Relation.Type.QUALIFIES, inverse=True)

    @cached_property
    def related(self) -> list[Related]:
        """Relations in both directions, but for the lessons, which have their own place."""
        ways = [(type_, inverse) for type_ in Relation.Type for inverse in (False, True)]
        named = [
            Related(relation_name(type_, inverse), self.related_by(type_, inverse))
            for type_, inverse in ways
            if (type_, inverse) != (Relation.Type.QUALIFIES, True)
        ]
        return [each for each in named if each.entries]

    def related_by(self, type_: str, inverse: bool) -> list[Entry]:
        return [entry for t, i, entry in self.relations if (t, i) == (type_, inverse)]

    @cached_property
    def relations(self) -> list[tuple[str, bool, Entry]]:
        """(type, whether this entry is its target, the visible entry at the other end)."""
        own = self.entry.pk
        both = Relation.objects.filter(Q(source=own) | Q(target=own)).order_by("type", "pk")
        rows = both.values_list("type", "source_id", "target_id")
        ends = [(type_, False, target) for type_, source, target in rows if source == own]
        ends += [(type_, True, source) for type_, source, target in rows if target == own]
        visible = Entry.objects.readable_to(self.audience).for_links()
        others = visible.in_bulk([pk for _type, _inverse, pk in ends])
        return [(type_, inverse, others[pk]) for type_, inverse, pk in ends if pk in others]

    @cached_property
    def inserts(self) -> list[slots.Filled]:
        """What other rooms, and this one, show below the text."""
        return slots.fill(slots.Slot.ENTRY, self, self.audience)


def relation_name(type_: str, inverse: bool) -> str:
    relation = Relation(type=type_)
    name = relation.inverse if inverse else relation.get_type_display()
    return name[:1].upper() + name[1:]


@remembered
def entry(request, identifier: str):
    """Show a record to those who may see it, else what is left or held back at its address."""
    return answered(request, identifier, lambda found, audience: page(request, found, audience))


def page(request, found: Entry, audience: Audience):
    prefetch_related_objects([found], *READ)
    return render(request, "entry.html", {"page": EntryPage(found, audience)})


def answered(
    request: HttpRequest, identifier: str, draw: Callable[[Entry, Audience], HttpResponse]
) -> HttpResponse:
    """Answer with what `draw` makes of the entry, a tombstone, or the notice of an embargo."""
    audience = Audience.of(request.user)
    found = found_at(identifier, audience)
    if found.is_withdrawn:
        return render(request, "errors/410.html", remains(found, audience), status=410)
    if found.is_under_embargo:
        return render(request, "errors/embargo.html", held_back(found), status=403)
    return draw(found, audience)


def found_at(identifier: str, audience: Audience) -> Entry:
    """Return the entry of an address.

    It is one that the audience may read, that has been withdrawn, or that the audience could read
    before its embargo; else Http404 is raised.
    """
    entries = Entry.objects.select_related("kind")
    found = get_object_or_404(entries, pk=number_in(identifier))
    if found.identifier != identifier or not (found.is_readable or found.is_withdrawn):
        raise Http404
    if not may_know(found, audience):
        raise Http404
    return found


def may_know(found: Entry, audience: Audience) -> bool:
    """Tell whether the audience may know of it: what it can read, or could before an embargo.

    A tombstone stays at such an address too, for its reason is written for those who come there;
    what is for members now is told to nobody else, whatever it was before.
    """
    if found.is_under_embargo:
        return bool(versions_read(found, audience))
    return Entry.objects.open_to(audience).filter(pk=found.pk).exists()


def remains(found: Entry, audience: Audience) -> dict:
    """Tell when a withdrawn entry went, why, what to read instead; nothing of what it said."""
    return {
        "identifier": found.identifier,
        "withdrawn_at": found.withdrawn_at,
        "reason": found.withdrawal_reason,
        "successor": successor_of(found, audience),
    }


def held_back(found: Entry) -> dict:
    """Tell until which day an entry is under embargo.

    Not even its title is told: it may have changed since it could be read, or be the very reason
    for the embargo.
    """
    return {"identifier": found.identifier, "embargo_until": found.embargo_until}
