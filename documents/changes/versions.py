"""The entries of rows: locked, compared with what was looked at, and noted as they were left."""

from collections.abc import Iterable, Sequence

from django.db import connection

from documents.models import ChangeRow, Entry

KEEP = """
UPDATE {table} SET entry_id = written.entry_id, version_after = entry.version
FROM unnest(%s::bigint[], %s::bigint[]) AS written (row_id, entry_id)
JOIN documents_entry entry ON entry.id = written.entry_id
WHERE {table}.id = written.row_id
"""


def parted(rows: Sequence[ChangeRow], column: str, is_locking: bool = True) -> tuple[list, list]:
    """(rows whose entry has the version of this column, the others); what makes its entry is
    among the first."""
    about = {row.entry_id for row in rows if row.entry_id and getattr(row, column) is not None}
    now = versions(about, is_locking)
    current: list[ChangeRow] = []
    late: list[ChangeRow] = []
    for row in rows:
        expected = getattr(row, column)
        is_current = expected is None or now.get(row.entry_id or 0) == expected
        (current if is_current else late).append(row)
    return current, late


def versions(ids: Iterable[int], is_locking: bool) -> dict[int, int]:
    """Entry -> its version; with a lock nobody else changes them until the transaction ends."""
    entries = Entry.objects.filter(pk__in=ids).order_by("pk")
    entries = entries.select_for_update(of=("self",)) if is_locking else entries
    return dict(entries.values_list("pk", "version"))


def keep_versions(rows: Sequence[ChangeRow]) -> None:
    """Note which entry each row is about now, and how it was left."""
    if not rows:
        return
    pairs = [[row.pk for row in rows], [row.entry_id for row in rows]]
    with connection.cursor() as cursor:
        cursor.execute(KEEP.format(table=rows[0]._meta.db_table), pairs)
