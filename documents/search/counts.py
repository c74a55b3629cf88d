"""How many entries carry each value: sizes of intersections of sets."""

from collections.abc import Iterable
from typing import NamedTuple

from pyroaring import BitMap

from documents.search.filters import ANY, NOT, EntryFilterSet
from documents.search.index.index import Index
from taxonomy.models import Scheme
from taxonomy.vocabulary import Heading


class Tally(NamedTuple):
    """Entries that carry a concept; of these, those that the facet's selection leaves out."""

    carrying: int
    adding: int


def scheme_tallies(
    asked: EntryFilterSet, scheme: Scheme, headings: list[Heading]
) -> dict[int, Tally]:
    """Map concept ids to tallies under every selection but the facet's own; only with entries."""
    found, more = asked.found, None
    if asked.selected(scheme, ANY):
        found = asked.entries(without=(scheme.code,))
        more = found - asked.found
    concept_ids = tuple(each.pk for each in headings)

    def count() -> dict[int, Tally]:
        return tally(asked.index, concept_ids, found, more)

    tallies = count() if more else asked.once(("concept", concept_ids), found, count)
    return tallies | excluded_tallies(asked, scheme)


def tally(
    index: Index, concept_ids: Iterable[int], found: BitMap, more: BitMap | None = None
) -> dict[int, Tally]:
    """Count the concepts that some of the entries found carry."""
    sets = index.concepts
    carrying = {pk: found.intersection_cardinality(sets[pk]) for pk in concept_ids if pk in sets}
    return {
        pk: Tally(count, more.intersection_cardinality(sets[pk]) if more else 0)
        for pk, count in carrying.items()
        if count
    }


def excluded_tallies(asked: EntryFilterSet, scheme: Scheme) -> dict[int, Tally]:
    """Count what each excluded value leaves out."""
    excluded = [each.pk for each in asked.selected(scheme, NOT)]
    if not excluded:
        return {}
    return tally(asked.index, excluded, asked.entries(without=(f"{scheme.code}{NOT}",)))


def usage_counts(index: Index, found: BitMap) -> dict[int, int]:
    """Map concept ids to how many of the entries carry them; one that none carries is no key."""
    return {pk: each.carrying for pk, each in tally(index, list(index.concepts), found).items()}


def year_counts(asked: EntryFilterSet) -> dict[int, int]:
    """Map years to numbers of entries, under every selection but the years."""
    found = asked.entries(without=("year_from", "year_to"))
    return asked.once(("year",), found, lambda: count_years(asked.index, found))


def count_years(index: Index, found: BitMap) -> dict[int, int]:
    counts = {
        year: found.intersection_cardinality(entries)
        for year, entries in sorted(index.years.items())
    }
    return {year: count for year, count in counts.items() if count}


def evidence_count(asked: EntryFilterSet) -> int:
    evaluated = asked.index.evaluated(asked.today)
    return asked.entries(without=("evidence",)).intersection_cardinality(evaluated)


def file_count(asked: EntryFilterSet) -> int:
    with_file = asked.index.entries("file")
    return asked.entries(without=("file",)).intersection_cardinality(with_file)
