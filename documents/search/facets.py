"""Facets as a page shows them: trees of values with label, count and selection, ready to loop."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import get_language

from documents.search.counts import Tally, scheme_tallies
from documents.search.filters import ALL, ANY, NOT, WAYS, EntryFilterSet
from documents.search.offers import offered, sought
from documents.search.sorting import sort_key
from taxonomy.hierarchy import by_parent
from taxonomy.models import Scheme
from taxonomy.vocabulary import Heading

FOLD_AFTER = 8  # a flat list longer than this shows its most frequent values first, folded


class FacetValue(NamedTuple):
    """One value. Choosing it leads to `count` results or, where its facet has a selection
    already, to `added` more than now. `name` is its parameter, `way` how it is chosen: None where
    it is not; an excluded one leaves `count` entries out. `switch_url` leaves a chosen value out
    instead, or takes an excluded one in."""

    name: str
    code: str
    label: str
    language: str
    count: int  # type: ignore[assignment]  # of entries; a tuple's own counting is not used
    added: int | None
    way: str | None
    switch_url: str = ""
    children: tuple["FacetValue", ...] = ()

    @property
    def selected(self) -> bool:
        return self.way is not None

    @property
    def excluded(self) -> bool:
        return self.way == NOT

    @property
    def is_open(self) -> bool:
        """Whether a value below is selected, so that the branch must show."""
        return any(child.selected or child.is_open for child in self.children)


@dataclass(frozen=True)
class Facet:
    """`is_partial`: other values are to be found by name. `together_url` requires all chosen values
    where any is enough now, `apart_url` the other way round; empty where there is no such choice.
    """

    code: str
    title: str
    values: tuple[FacetValue, ...]
    folded: tuple[FacetValue, ...]
    selected_count: int
    find: str
    can_find: bool
    is_partial: bool = False
    together_url: str = ""
    apart_url: str = ""

    @property
    def find_name(self) -> str:
        return f"find-{self.code}"

    @property
    def is_open(self) -> bool:
        return bool(self.selected_count or self.find)


def build_facets(asked: EntryFilterSet) -> list[Facet]:
    """Build the facets that have a value to offer, in the vocabularies' order."""
    facets = [FacetBuilder(asked, scheme).build() for scheme in asked.schemes]
    return [facet for facet in facets if facet.values or facet.find]


class FacetBuilder:
    """Turns the counted concepts of one scheme into a facet."""

    def __init__(self, asked: EntryFilterSet, scheme: Scheme):
        self.asked, self.scheme = asked, scheme
        self.language = get_language()
        self.ways = {each.pk: way for way in WAYS for each in asked.selected(scheme, way)}
        self.widens = ANY in self.ways.values()
        headings = offered(asked, scheme)
        self.tallies = scheme_tallies(asked, scheme, headings)
        # What is chosen shows even if no entry carries it.
        self.concepts = [h for h in headings if h.pk in self.tallies or h.pk in self.ways]
        self.find = sought(asked, scheme)

    def build(self) -> Facet:
        self.children = by_parent(self.concepts)
        carried = self.asked.snapshot.carried[self.scheme.code]
        roots = self.listed() if self.find else self.branch(None)
        is_flat = not any(value.children for value in roots)
        folds = is_flat and not self.find and len(roots) > FOLD_AFTER + 2
        shown = most_frequent(roots, FOLD_AFTER) if folds else roots
        return Facet(
            code=self.scheme.code,
            title=str(self.scheme.title),
            values=tuple(shown),
            folded=tuple(value for value in roots if value.code not in {v.code for v in shown}),
            selected_count=len(self.ways),
            find=self.find,
            can_find=len(self.concepts) > FOLD_AFTER + 2,
            is_partial=len(carried) > len(self.asked.snapshot.offered[self.scheme.code]),
            together_url=self.moving(ANY, ALL) if self.number(ANY) > 1 else "",
            apart_url=self.moving(ALL, ANY) if self.number(ALL) else "",
        )

    def number(self, way: str) -> int:
        return list(self.ways.values()).count(way)

    def moving(self, old: str, new: str, value: str | None = None) -> str:
        code = self.scheme.code
        return self.asked.address.moving(f"{code}{old}", f"{code}{new}", value).url

    def branch(self, parent_id: int | None) -> list[FacetValue]:
        values = [self.value(each, children=True) for each in self.children.get(parent_id, [])]
        return self.ordered(values)

    def ordered(self, values: list[FacetValue]) -> list[FacetValue]:
        """Sort by name the lists that have no order of their own, such as places."""
        if self.scheme.is_sorted_by_name:
            return sorted(values, key=lambda value: sort_key(value.label))
        return values

    def listed(self) -> list[FacetValue]:
        """List the values out of their tree."""
        return [self.value(each, children=False) for each in self.concepts]

    def value(self, concept: Heading, children: bool) -> FacetValue:
        language = concept.language_for(self.language)
        tally = self.tallies.get(concept.pk, Tally(0, 0))
        way = self.ways.get(concept.pk)
        return FacetValue(
            name=f"{self.scheme.code}{way or ANY}",
            code=concept.code,
            label=concept.preferred.get(language, ""),
            language=language,
            count=tally.carrying,
            added=tally.adding if self.widens and way is None else None,
            way=way,
            switch_url=self.switch_url(concept, way),
            children=tuple(self.branch(concept.pk)) if children else (),
        )

    def switch_url(self, concept: Heading, way: str | None) -> str:
        if way is None:
            return ""
        return self.moving(way, ANY if way == NOT else NOT, concept.code)


def most_frequent(values: list[FacetValue], number: int) -> list[FacetValue]:
    """Keep the values with most entries, and whatever is selected, in their order."""
    frequent = {v.code for v in sorted(values, key=lambda value: -value.count)[:number]}
    return [value for value in values if value.code in frequent or value.selected]


def flatten(values: tuple[FacetValue, ...]) -> Iterator[FacetValue]:
    """Yield every value of a tree, parents first."""
    for value in values:
        yield value
        yield from flatten(value.children)
