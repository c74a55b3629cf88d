"""The index as it was at a revision, kept in the database: a large collection's search starts in
seconds, from there, and follows what changed since.

Only speed depends on it. It holds the sets of facts, the columns that lists are ordered by, and
the words that so many entries hold that asking PostgreSQL for them takes long.
"""

from collections.abc import Iterator
from itertools import chain

import numpy as np
from django.db import connection
from pyroaring import BitMap

from documents.models import SearchChange, SearchSet
from documents.search.index.columns import Columns
from documents.search.index.index import Index
from documents.search.index.words import Posting, Words
from jobs.batches import batches

COMMON = 0.005  # of the entries, that hold a word which is kept …
FEWEST = 2000  # … but no fewer: so many are found quickly
SAMPLE = 20_000  # entries that tell which words are common
BATCH = 100  # words read, or rows written, at a time

COMMON_WORDS = """
SELECT word FROM ts_stat('SELECT vector FROM documents_indexedentry WHERE entry_id %% {step} = 0')
WHERE ndoc * {step} > {least}
"""

Row = tuple[str, str, bytes]  # name, key, what is kept


def save(index: Index) -> int:
    """Keep this index in place of the one kept before; how many words were common.

    To be called in a transaction that sees the index's revision and nothing later.
    """
    forms = [as_form(word) for word in common_words(len(index.all))]
    SearchSet.objects.all().delete()
    for row in chain(rows_of_sets(index), rows_of_columns(index), rows_of_words(index, forms)):
        name, key, ids = row
        SearchSet.objects.create(name=name, key=key, revision=index.revision, ids=ids)
    SearchChange.objects.filter(revision__lt=index.revision).delete()
    return len(forms)


def common_words(total: int) -> list[str]:
    step, least = max(1, total // SAMPLE), max(FEWEST, int(total * COMMON))
    with connection.cursor() as cursor:
        cursor.execute(COMMON_WORDS.format(step=step, least=least), [])
        return [word for (word,) in cursor.fetchall()]


def as_form(word: str) -> str:
    """Write the word as PostgreSQL prints it in a tsquery."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def rows_of_sets(index: Index) -> Iterator[Row]:
    for name, keys in index.sets.items():
        for key, entries in keys.items():
            yield name, str(key), entries.serialize()


def rows_of_columns(index: Index) -> Iterator[Row]:
    yield "column", "issued", index.columns.issued.tobytes()
    yield "column", "length", index.columns.length.tobytes()


def rows_of_words(index: Index, forms: list[str]) -> Iterator[Row]:
    for some in batches(forms, BATCH):
        for form, posting in index.postings(some).items():
            yield "word", form, posting.entries.serialize()
            yield "head", form, posting.head.serialize()


def load() -> Index | None:
    """Load the index that was kept; None without one, or where what happened since is not known."""
    revision = SearchSet.objects.values_list("revision", flat=True).first()
    if revision is None or not SearchChange.objects.filter(revision=revision).exists():
        return None
    kept = read_kept()
    columns = {key: np.frombuffer(data, np.uint32) for key, data in kept.pop("column").items()}
    words = read_words(revision, kept.pop("word", {}), kept.pop("head", {}))
    sets = {
        name: {int(key): BitMap.deserialize(data) for key, data in keys.items()}
        for name, keys in kept.items()
    }
    return Index(revision, sets, Columns(**columns), oldest=revision, words=words)


def read_kept() -> dict[str, dict[str, bytes]]:
    """Map names to keys, and these to what is kept."""
    kept: dict[str, dict[str, bytes]] = {}
    rows = SearchSet.objects.values_list("name", "key", "ids")
    for name, key, data in rows.iterator(chunk_size=BATCH):
        kept.setdefault(name, {})[key] = bytes(data)
    return kept


def read_words(revision: int, entries: dict[str, bytes], head: dict[str, bytes]) -> Words:
    words = Words()
    words.keep(
        {
            form: Posting(revision, BitMap.deserialize(data), BitMap.deserialize(head[form]))
            for form, data in entries.items()
        }
    )
    return words
