"""The first of the entries found, in the order asked for."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.http import QueryDict
from pyroaring import BitMap

from documents.audience import Audience
from documents.models import IndexedEntry
from documents.models.indexed_entry import title_order
from documents.search.filters import EntryFilterSet
from documents.search.index.ids import to_array
from documents.search.index.snapshot import snapshot
from documents.search.ranking import Ranking, by_relevance, newest_first
from wording import languages

FEW = 2000  # that the database sorts itself; of more, it gives all titles in order until enough fit


def ordered(asked: EntryFilterSet, stop: int) -> Ranking:
    """Return the ids of the first `stop` entries."""
    if not asked.found:
        return Ranking(np.zeros(0, dtype=np.uint32))
    if asked.order == "relevance" and asked.match and asked.match.words:
        ranking = by_relevance(asked.match, asked.found, asked.index, stop)
        return Ranking(ranking.ids[:stop], ranking.is_complete)
    if asked.order == "title":
        return Ranking(by_title(asked.found, stop))
    return Ranking(newest_first(asked.found, asked.index, stop))


def ranked_ids(params: QueryDict, audience: Audience, limit: int) -> list[int]:
    """Return the ids of the first entries that the page of an address lists."""
    with snapshot() as now:
        ids: list[int] = ordered(EntryFilterSet(params, audience, now), limit).ids.tolist()
    return ids


def by_title(entries: BitMap, stop: int) -> np.ndarray:
    """Sort by the title that the reader sees."""
    language = languages.active()
    rows = IndexedEntry.objects.order_by(title_order(language), "entry_id")
    if len(entries) <= FEW:
        rows = rows.filter(pk__in=to_array(entries).tolist())
        return np.array(rows.values_list("pk", flat=True)[:stop], dtype=np.uint32)
    return np.array(first_of(rows.values_list("pk", flat=True), entries, stop), dtype=np.uint32)


def first_of(ids: Sequence[int] | QuerySet[Any, int], entries: BitMap, stop: int) -> list[int]:
    """Return the first of the ids that are among the entries, read piece by piece."""
    found: list[int] = []
    start, size = 0, 2 * stop
    while len(found) < min(stop, len(entries)):
        found += [pk for pk in ids[start : start + size] if pk in entries]
        start, size = start + size, size * 2
    return found[:stop]
