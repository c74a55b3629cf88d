"""Facts about entries as Roaring bitmaps: which entries carry a concept, are of a year, …"""

from collections.abc import Iterable

from django.db import connection
from pyroaring import BitMap

from documents.search.index.ids import PACKED, to_bitmap, unpack

# Name -> key -> entries: "concept" -> its id, "year" -> 2019, "evaluated_from" -> the day's
# ordinal; "all", "file" and "members" have the one key 0.
Sets = dict[str, dict[int, BitMap]]

NO_YEAR = 0

ORDINAL = "{} - DATE '0001-01-01' + 1"  # as Python's date.toordinal()
FACTS = f"""
WITH entry AS NOT MATERIALIZED (SELECT * FROM documents_indexedentry {{where}})
SELECT 'concept', concept_id, {PACKED} FROM entry, unnest(concept_ids) concept_id GROUP BY 2
UNION ALL SELECT 'year', coalesce(year, {NO_YEAR}), {PACKED} FROM entry GROUP BY 2
UNION ALL SELECT 'file', 0, {PACKED} FROM entry WHERE has_file
UNION ALL SELECT 'members', 0, {PACKED} FROM entry WHERE members_only
UNION ALL SELECT 'evaluated_from', {ORDINAL.format("evaluated_from")}, {PACKED} FROM entry
    WHERE evaluated_from IS NOT NULL GROUP BY 2
UNION ALL SELECT 'public_from', {ORDINAL.format("public_from")}, {PACKED} FROM entry GROUP BY 2
UNION ALL SELECT 'all', 0, {PACKED} FROM entry
"""  # noqa: S608


def read_sets(entry_ids: Iterable[int] | None = None) -> Sets:
    """Read the facts about these entries, or about all; only sets that hold one."""
    where = "" if entry_ids is None else "WHERE entry_id = ANY (%s)"
    with connection.cursor() as cursor:
        cursor.execute(FACTS.format(where=where), None if entry_ids is None else [list(entry_ids)])
        rows = cursor.fetchall()
    sets: Sets = {}
    for name, key, ids in rows:
        if ids:
            sets.setdefault(name, {})[key] = to_bitmap(unpack(ids))
    return sets


def replaced(sets: Sets, changed: BitMap, now: Sets) -> Sets:
    """Return the sets after the entries `changed` came to be in the sets `now` and no others."""
    return {
        name: replaced_in(sets.get(name, {}), changed, now.get(name, {})) for name in sets | now
    }


def replaced_in(
    keys: dict[int, BitMap], changed: BitMap, now: dict[int, BitMap]
) -> dict[int, BitMap]:
    kept = {
        key: entries - changed if entries.intersect(changed) else entries
        for key, entries in keys.items()
    }
    merged = kept | {key: kept.get(key, BitMap()) | entries for key, entries in now.items()}
    return {key: entries for key, entries in merged.items() if entries}
