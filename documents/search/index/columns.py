"""Numbers about entries as arrays by entry id: what lists are ordered by."""

from dataclasses import dataclass

import numpy as np
from django.db import connection
from pyroaring import BitMap

from documents.search.index.ids import to_array, unpack

# The date issued as a number: 2019-05 is 20190500, no date 0.
COLUMNS = """
SELECT string_agg(int4send(entry_id::int), ''::bytea ORDER BY entry_id),
    string_agg(int4send(rpad(replace(issued, '-', ''), 8, '0')::int), ''::bytea ORDER BY entry_id),
    string_agg(int4send(length), ''::bytea ORDER BY entry_id)
FROM documents_indexedentry {where}
"""


@dataclass(frozen=True)
class Columns:
    """`issued` and `length` of the entry with the number that is the position."""

    issued: np.ndarray
    length: np.ndarray

    def newest_first(self, ids: np.ndarray) -> np.ndarray:
        """Return a number for each id, greater where the entry is newer; never the same for two."""
        keys: np.ndarray = (self.issued[ids].astype(np.int64) << 32) | ids
        return keys

    def updated(self, changed: BitMap) -> "Columns":
        """Read the values of these entries as they are now; 0 for those that are gone."""
        ids = to_array(changed)
        ids = ids[ids < len(self.issued)]
        return fill(self, ids, *read_columns(list(changed)))


def all_columns() -> Columns:
    empty = np.zeros(0, dtype=np.uint32)
    return fill(Columns(empty, empty), empty, *read_columns(None))


def fill(
    columns: Columns, gone: np.ndarray, ids: np.ndarray, issued: np.ndarray, length: np.ndarray
) -> Columns:
    """Return the columns with the values of these entries, long enough for each id."""
    size = max(len(columns.issued), int(ids.max(initial=0)) + 1)
    filled = []
    for old, new in ((columns.issued, issued), (columns.length, length)):
        column = np.zeros(size, dtype=np.uint32)
        column[: len(old)] = old
        column[gone] = 0
        column[ids] = new
        filled.append(column)
    return Columns(*filled)


def read_columns(entry_ids: list[int] | None) -> list[np.ndarray]:
    where = "" if entry_ids is None else "WHERE entry_id = ANY (%s)"
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS.format(where=where), None if entry_ids is None else [entry_ids])
        return [unpack(each) for each in cursor.fetchone()]
