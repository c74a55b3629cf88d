"""How many entries an audience finds under each concept, and which."""

from django.utils import timezone
from pyroaring import BitMap

from documents.audience import Audience
from documents.search.counts import usage_counts
from documents.search.index.snapshot import Snapshot, snapshot
from documents.search.ranking import newest_first
from documents.search.results import Result, fetch_results


def usage(audience: Audience) -> dict[int, int]:
    """Map concept ids to entries at or below them; a concept without entries is not a key."""
    with snapshot() as now:
        return usage_counts(now.index, visible(now, audience))


def entries_under(concept_id: int, audience: Audience, limit: int) -> list[Result]:
    """Return the newest entries at or below a concept, as lines of a list."""
    with snapshot() as now:
        under = now.index.entries("concept", concept_id)
        return newest_of(now, under & visible(now, audience), audience, limit)


def newest_of(now: Snapshot, entries: BitMap, audience: Audience, limit: int) -> list[Result]:
    ids = newest_first(entries, now.index, limit).tolist()
    return fetch_results(ids, audience, now.vocabulary)


def visible(now: Snapshot, audience: Audience) -> BitMap:
    return now.index.visible_to(audience, timezone.localdate())
