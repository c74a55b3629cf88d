"""Which values of a facet a page offers: of a long vocabulary those that most entries carry, and
whatever is chosen or sought by name."""

from documents.search.filters import WAYS, EntryFilterSet
from documents.search.sorting import sort_key
from documents.search.text import clean
from taxonomy.models import Scheme
from taxonomy.vocabulary import Heading

MOST_FOUND = 100  # values whose name holds what is sought


def offered(asked: EntryFilterSet, scheme: Scheme) -> list[Heading]:
    """List the values to offer, in the vocabulary's order.

    They are those sought by name alone, or the usual ones with everything above what is chosen.
    """
    usual = asked.snapshot.offered[scheme.code]
    if sought(asked, scheme):
        wanted = {each.pk for each in (*chosen(asked, scheme), *found(asked, scheme))}
    else:
        above = {pk for each in chosen(asked, scheme) for pk in upwards(asked, each)}
        wanted = above | {each.pk for each in usual} if above else set()
    every = asked.vocabulary.in_scheme(scheme.code)
    return [each for each in every if each.pk in wanted] if wanted else usual


def sought(asked: EntryFilterSet, scheme: Scheme) -> str:
    """Return what somebody looks for in the names of the facet's values."""
    return clean(asked.data.get(f"find-{scheme.code}", ""))


def chosen(asked: EntryFilterSet, scheme: Scheme) -> list[Heading]:
    return [each for way in WAYS for each in asked.selected(scheme, way)]


def found(asked: EntryFilterSet, scheme: Scheme) -> list[Heading]:
    """List the values whose name in any language holds the words sought."""
    words = sort_key(sought(asked, scheme))
    if not words:
        return []
    carried = asked.snapshot.carried[scheme.code]
    named = (each for each in carried if any(words in sort_key(name) for name in each.names))
    return [each for each, _place in zip(named, range(MOST_FOUND), strict=False)]


def upwards(asked: EntryFilterSet, heading: Heading) -> set[int]:
    """Return the concept and everything above it."""
    above = (asked.vocabulary.headings.get(pk) for pk in heading.broader_ids)
    return {heading.pk}.union(*(upwards(asked, each) for each in above if each))
