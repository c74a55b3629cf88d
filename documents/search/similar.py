"""Entries that are similar to one: they carry the same rare concepts and use the same rare words.

What most entries share says nothing, so all that is shared counts by its rarity among what the
reader may see. Of a branch of a vocabulary only the most specific concept counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from pyroaring import BitMap

from documents.audience import Audience
from documents.models import IndexedEntry
from documents.search.index.ids import to_array, union
from documents.search.index.snapshot import Snapshot, snapshot
from documents.search.matching import find_holders, rarity
from documents.search.ranking import top
from documents.search.results import Result, fetch_results
from documents.search.text import Term, read_forms
from taxonomy.vocabulary import Heading

LEAST = 2.0  # of rarity that must be shared: a forced neighbour is worse than none
FEWER_THAN = 0.15  # of the entries may have in common what counts
MOST_CONCEPTS, MOST_WORDS = 12, 8  # that are looked at, the rarest
WORD = 0.6  # what a word counts beside a concept: it may mean something else elsewhere
MOST_REASONS = 4

WORDS = """
SELECT DISTINCT lower(token) FROM documents_indexedentry indexed
CROSS JOIN LATERAL (
    SELECT * FROM jsonb_each_text(indexed.shown -> 'titles')
    UNION ALL SELECT * FROM jsonb_each_text(indexed.shown -> 'takeaways')
) AS told
CROSS JOIN LATERAL twg_words(told.value)
WHERE entry_id = %s AND length(token) > 3
  AND told.key IN (indexed.shown ->> 'title_language', indexed.shown ->> 'text_language')
ORDER BY 1
"""


@dataclass(frozen=True)
class Reason:
    """What is shared: a vocabulary's title with labels, or words."""

    title: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class SimilarEntry:
    result: Result
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Trait:
    """Something that an entry has, and the other entries that have it."""

    title: str
    label: str
    entries: BitMap
    rarity: float


def similar(
    entry_id: int, audience: Audience, limit: int = 5, without: Iterable[int] = ()
) -> list[SimilarEntry]:
    """List the entries most like one, but for itself and those `without`, with the reasons."""
    with snapshot() as now:
        row = IndexedEntry.objects.filter(pk=entry_id).only("concept_ids").first()
        if row is None:
            return []
        visible = now.index.visible_to(audience, timezone.localdate())
        others = visible - BitMap([entry_id])
        subjects, words = concept_traits(row, now, others), word_traits(row, now, others)
        traits = [*subjects, *words]
        ids = closest(traits, among(subjects, others - BitMap(without)), now, limit)
        results = fetch_results(ids, audience, now.vocabulary)
    return [SimilarEntry(result, reasons(result.pk, traits)) for result in results]


def concept_traits(row: IndexedEntry, now: Snapshot, others: BitMap) -> list[Trait]:
    carried = now.vocabulary.public(row.concept_ids)
    subjects = (scheme for scheme in now.vocabulary.schemes if scheme.is_subject)
    titles = {scheme.code: str(scheme.title) for scheme in subjects}
    telling = [each for each in carried if each.scheme_code in titles]
    traits = [
        trait(titles[each.scheme_code], each.label, exactly(each, telling, now), others)
        for each in telling
    ]
    return rarest(traits, others, MOST_CONCEPTS)


def exactly(heading: Heading, carried: list[Heading], now: Snapshot) -> BitMap:
    """Return the entries that carry a concept, but not those that share a narrower one of it."""
    narrower = (each for each in carried if heading.pk in each.broader_ids)
    sets = now.index.concepts
    return sets[heading.pk] - union(sets[each.pk] for each in narrower)


def word_traits(row: IndexedEntry, now: Snapshot, others: BitMap) -> list[Trait]:
    """Find words of title and takeaway in their own language that also stand up front elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [row.pk])
        words = [word for (word,) in cursor.fetchall()]
    forms, stops = read_forms([Term(word) for word in words])
    now.look_up([form for each in forms.values() for form in each])
    title = _("Words")
    traits = [
        trait(title, word, find_holders(forms[word], now).head, others, WORD)
        for word in words
        if word not in stops
    ]
    return rarest(traits, others, MOST_WORDS)


def trait(title: str, label: str, entries: BitMap, others: BitMap, weight: float = 1) -> Trait:
    sharing = entries & others
    return Trait(title, label, sharing, weight * rarity(len(sharing), len(others)))


def rarest(traits: list[Trait], others: BitMap, number: int) -> list[Trait]:
    """Keep the rarest of those that another entry has and that not everybody has."""
    most = max(2, FEWER_THAN * len(others))
    telling = [each for each in traits if 0 < len(each.entries) <= most]
    return sorted(telling, key=lambda each: -each.rarity)[:number]


def among(subjects: list[Trait], others: BitMap) -> BitMap:
    """Keep those that share a subject: the same words alone may be about anything."""
    return others & union(each.entries for each in subjects)


def closest(traits: list[Trait], others: BitMap, now: Snapshot, limit: int) -> list[int]:
    """Return the ids of those that share most; the newest first of equals."""
    scores = np.zeros(len(now.index.columns.issued), dtype=np.float64)
    for each in traits:
        scores[to_array(each.entries)] += each.rarity
    ids = to_array(others)
    ids = ids[scores[ids] >= LEAST]
    newness = now.index.columns.newest_first(ids) / 2**64
    found: list[int] = top(scores[ids].round(3) + newness, ids, limit).tolist()
    return found


def reasons(pk: int, traits: list[Trait]) -> tuple[Reason, ...]:
    """List what an entry shares, the rarest first, under the titles it belongs to."""
    shared = sorted((t for t in traits if pk in t.entries), key=lambda each: -each.rarity)
    titles: dict[str, list[str]] = {}
    for each in shared[:MOST_REASONS]:
        titles.setdefault(each.title, []).append(each.label)
    return tuple(Reason(title, tuple(labels)) for title, labels in titles.items())
