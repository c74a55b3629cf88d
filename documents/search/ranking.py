"""The order of the answers: BM25F, with words that stand together counting more.

An entry's *frequency* of a word weighs each place where it stands: title 4, takeaway and names
1.6, summary and sections 1, files a quarter (`ts_rank_cd` of a single word is exactly this sum);
carrying a concept that the word names counts 1. The frequency saturates, is set against the
entry's length, and counts by the word's rarity, as in Robertson & Zaragoza, "The Probabilistic
Relevance Framework: BM25 and Beyond" (2009). Entries with all words come before entries with some,
and of equals the newest comes first.

PostgreSQL weighs no more than CANDIDATES entries. Where there are more, those go first that have
the rarest words up front; what follows them keeps that order.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import OperationalError, connection, transaction
from pyroaring import BitMap

from documents.search.index.ids import to_array
from documents.search.index.index import Index
from documents.search.matching import Match

CANDIDATES = 300
WEIGHTS = "{0.0625, 0.25, 0.4, 1.0}"  # D, C, B, A; PostgreSQL takes none above 1
SCALE = 2  # a word in a summary, found by its stem and as it stands, has frequency 1
SATURATION = 1.8  # k1
LENGTH_SHARE = 0.75  # b
LABEL = 1  # what carrying a concept that a word names counts
TOGETHER = 0.3  # how much words that stand near one another add
UP_FRONT = 2.0  # what a word in title, takeaway, names or labels is worth to a candidate

FREQUENCIES = """
SELECT entry_id, {columns}
FROM (  -- an empty vector is added so that a large one is unpacked once, not for each word
    SELECT entry_id, vector || '' AS vector FROM documents_indexedentry
    WHERE entry_id = ANY (%s) OFFSET 0
) AS candidate
"""
FREQUENCY = f"ts_rank_cd('{WEIGHTS}', vector, %s::tsquery)"


@dataclass(frozen=True)
class Ranking:
    """Ids in order; `is_complete` is false where the database gave up weighing them."""

    ids: np.ndarray
    is_complete: bool = True


def newest_first(entries: BitMap, index: Index, stop: int) -> np.ndarray:
    """Return the first ids in order of their date."""
    ids = to_array(latest(entries, index, stop))
    return top(index.columns.newest_first(ids), ids, stop)


def latest(entries: BitMap, index: Index, number: int) -> BitMap:
    """Return the entries of the last years, as many years as it takes for the number."""
    found = BitMap()
    for year in index.years_down:
        found |= entries & index.entries("year", year)
        if len(found) >= number:
            break
    return found


def top(keys: np.ndarray, ids: np.ndarray, stop: int) -> np.ndarray:
    """Return the ids with the greatest keys, in that order."""
    if stop < len(ids):
        kept = np.argpartition(keys, len(keys) - stop)[len(keys) - stop :]
        keys, ids = keys[kept], ids[kept]
    return ids[np.argsort(-keys, kind="stable")]


def by_relevance(match: Match, entries: BitMap, index: Index, stop: int) -> Ranking:
    """Rank the first `stop` of the entries, at least CANDIDATES, the best answers first."""
    ids = to_array(entries)
    promise = promises(match, ids, index)
    order = candidates(promise, index.columns.newest_first(ids), max(stop, CANDIDATES))
    ids = ids[order]
    weighed, rest = ids[:CANDIDATES], ids[CANDIDATES:]
    try:
        with transaction.atomic():
            ranked = weigh(match, weighed, index)
    except OperationalError:  # it took too long
        return Ranking(newest_first(entries, index, stop), is_complete=False)
    return Ranking(np.concatenate([ranked, rest]))


def promises(match: Match, ids: np.ndarray, index: Index) -> np.ndarray:
    """Estimate from memory alone what each entry promises: rare words, best up front, best all."""
    scores = np.zeros(len(index.columns.issued), dtype=np.float32)
    for word in match.words:
        scores[to_array(word.head | word.labelled)] += word.rarity * UP_FRONT
    if match.partial:  # else every entry has every word
        for word in match.words:
            scores[to_array(word.entries)] += word.rarity
        scores[to_array(match.complete)] += 1000
    promised: np.ndarray = scores[ids]
    return promised


def candidates(promise: np.ndarray, newness: np.ndarray, number: int) -> np.ndarray:
    """Return the positions of the most promising, in order; of equals the newest."""
    if len(promise) > number:
        least = np.partition(promise, len(promise) - number)[len(promise) - number]
        better = np.nonzero(promise > least)[0]
        equal = np.nonzero(promise == least)[0]
        more = number - len(better)
        equal = equal[np.argpartition(-newness[equal], more - 1)[:more]]
        kept = np.concatenate([better, equal])
    else:
        kept = np.arange(len(promise))
    return kept[np.lexsort((-newness[kept], -promise[kept]))]


def weigh(match: Match, ids: np.ndarray, index: Index) -> np.ndarray:
    """Sort the ids by the texts of the entries, the best answers first."""
    words = [word for word in match.words if word.entries]
    if not words or not len(ids):
        return ids
    found, frequencies, together = read_frequencies(ids, words)
    frequencies += LABEL * labelled(found, words)
    scores = bm25(frequencies, index.columns.length[found], index, words)
    scores += TOGETHER * scores * together / (1 + together)
    has_all = among(found, match.complete)
    newness = index.columns.newest_first(found)
    return found[np.lexsort((-newness, -scores.round(4), ~has_all))]


def labelled(ids: np.ndarray, words: list[Any]) -> np.ndarray:
    """Make a row for each id, with 1 for each word that names a concept of the entry."""
    return np.column_stack([among(ids, word.labelled) for word in words])


def among(ids: np.ndarray, entries: BitMap) -> np.ndarray:
    return np.array([pk in entries for pk in ids.tolist()], dtype=bool)


def read_frequencies(
    ids: np.ndarray, words: list[Any]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Read ids; for each a row with the frequency of each word; and how near the words stand."""
    queries = [word.group.tsquery for word in words]
    queries.append(" & ".join(f"({query})" for query in queries))
    columns = ", ".join([FREQUENCY] * len(queries))
    with connection.cursor() as cursor:
        cursor.execute(FREQUENCIES.format(columns=columns), [*queries, ids.tolist()])
        rows = np.array(cursor.fetchall(), dtype=np.float64).reshape(-1, len(queries) + 1)
    found, frequencies, together = rows[:, 0].astype(np.uint32), rows[:, 1:-1], rows[:, -1]
    return found, frequencies * SCALE, together * (len(words) > 1)


def bm25(
    frequencies: np.ndarray, lengths: np.ndarray, index: Index, words: list[Any]
) -> np.ndarray:
    longer = lengths / max(index.average_length, 1)
    damping = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * longer)
    rarity = np.array([word.rarity for word in words])
    weights: np.ndarray = (rarity * frequencies / (frequencies + damping[:, None])).sum(axis=1)
    return weights
