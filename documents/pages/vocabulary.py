"""What the pages of vocabularies and their concepts show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from documents.audience import Audience
from documents.pages.remembering import remembered
from documents.search.address import Address
from documents.search.results import Result
from documents.search.sorting import sort_key
from documents.search.usage import entries_under, usage
from taxonomy.hierarchy import by_parent
from taxonomy.models import Concept, Place, Scheme
from taxonomy.structure import PLACE

SHOWN = 20  # entries on a concept's page; the rest is one click away, in the search


@dataclass(frozen=True)
class Node:
    """A concept in a tree, with the number of entries at or below it."""

    concept: Concept
    count: int
    children: tuple["Node", ...]


def vocabulary_tree(
    scheme: Scheme, audience: Audience, only_used: bool = False
) -> tuple[Node, ...]:
    """Make a tree of a scheme's concepts; one with two parents stands below both."""
    counts = usage(audience)
    concepts = scheme.concepts.public().with_labels().prefetch_related("broader")
    if only_used:
        concepts = concepts.filter(pk__in=counts)
    else:
        concepts = concepts.filter(Q(status=Concept.Status.ACCEPTED) | Q(pk__in=counts))
    return grow(by_parent(concepts, every=True), None, counts, by_name=only_used)


def grow(below: dict, parent_id: int | None, counts: dict, by_name: bool) -> tuple[Node, ...]:
    concepts = below.get(parent_id, [])
    if by_name:
        concepts = sorted(concepts, key=lambda concept: sort_key(concept.label))
    return tuple(
        Node(each, counts.get(each.pk, 0), grow(below, each.pk, counts, by_name))
        for each in concepts
    )


@dataclass(frozen=True)
class Neighbour:
    """A broader or narrower concept with the number of its entries."""

    concept: Concept
    count: int


class ConceptPage:
    """A concept for one audience."""

    def __init__(self, concept: Concept, audience: Audience):
        self.concept, self.audience = concept, audience

    @cached_property
    def counts(self) -> dict[int, int]:
        return usage(self.audience)

    @property
    def count(self) -> int:
        return self.counts.get(self.concept.pk, 0)

    @cached_property
    def results(self) -> list[Result]:
        return entries_under(self.concept.pk, self.audience, SHOWN)

    @property
    def search_url(self) -> str:
        return Address(((self.concept.scheme.code, self.concept.code),)).url

    @cached_property
    def labels(self) -> list[tuple[str, str]]:
        """(language, preferred label) in the other languages."""
        shown = self.concept.label_language
        return [pair for pair in sorted(self.concept.preferred.items()) if pair[0] != shown]

    @cached_property
    def broader(self) -> list[Neighbour]:
        return self.neighbours(self.concept.broader.public().with_labels())

    @cached_property
    def narrower(self) -> list[Neighbour]:
        """The concepts right below, in authored order; of places those with entries, by name."""
        concepts = self.concept.narrower.public().with_labels()
        if not isinstance(self.concept, Place):
            return self.neighbours(concepts)
        used = self.neighbours(concepts.filter(pk__in=self.counts))
        return sorted(used, key=lambda neighbour: sort_key(neighbour.concept.label))

    def neighbours(self, concepts: Iterable[Concept]) -> list[Neighbour]:
        return [Neighbour(each, self.counts.get(each.pk, 0)) for each in concepts]

    @cached_property
    def path(self) -> list[Concept]:
        """The concepts from the top of the tree to the parent, along the first broader concept."""
        return list(reversed(list(self.upwards())))

    def upwards(self) -> Iterator[Concept]:
        above = {
            concept.pk: concept
            for concept in Concept.objects.public()
            .filter(pk__in=self.concept.ancestor_ids)
            .with_labels()
            .select_related("scheme")
            .prefetch_related("broader")
        }
        current = above.get(self.concept.pk)
        while current:
            parents = [above[p.pk] for p in current.broader.all() if p.pk in above]
            current = parents[0] if parents else None
            if current:
                yield current


def scheme_sizes():
    """Return every scheme with `size`, the number of its accepted concepts."""
    accepted = Q(concepts__status=Concept.Status.ACCEPTED)
    sized = Scheme.objects.annotate(size=Count("concepts", filter=accepted))
    return sized.order_by("position", "code")  # counting drops the model's order


@remembered
def vocabularies(request):
    return render(request, "vocabularies.html", {"schemes": scheme_sizes()})


@remembered
def scheme(request, code: str):
    found = get_object_or_404(Scheme, code=code)
    if code == PLACE:
        return redirect("places")
    tree = vocabulary_tree(found, Audience.of(request.user))
    return render(request, "scheme.html", {"scheme": found, "tree": tree})


@remembered
def concept(request, scheme_code: str, code: str):
    """Show a concept; one that was merged sends its visitors on to its successor."""
    concepts = Concept.objects.select_related("scheme", "successor__scheme")
    found = get_object_or_404(concepts, scheme__code=scheme_code, code=code)
    if found.status == Concept.Status.MERGED and found.successor and found.successor.is_public:
        return redirect(found.successor, permanent=True)
    if not found.is_public:
        raise Http404
    if scheme_code == PLACE:
        return redirect("place", code=code, permanent=True)
    page = ConceptPage(found, Audience.of(request.user))
    return render(request, "concept.html", {"page": page})
