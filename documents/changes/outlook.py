"""What undoing a set of changes would do now."""

from dataclasses import dataclass

from documents.changes.sort import sort_of
from documents.changes.versions import parted
from documents.models import ChangeSet


@dataclass(frozen=True)
class Outlook:
    """Ids of the entries that undoing would delete, restore, and leave as they are."""

    deleted: list[int]
    restored: list[int]
    kept: list[int]


def outlook(change_set: ChangeSet, user=None) -> Outlook:
    sort = sort_of(change_set, user)
    rows = list(sort.to_take_back().defer(*sort.heavy_columns))
    current, late = parted(rows, "version_after", is_locking=False)
    stays = {*late, *sort.look_back(current)}
    back = [row for row in current if row not in stays]
    return Outlook(
        ids(row for row in back if row.makes_its_entry),
        ids(row for row in back if not row.makes_its_entry),
        ids(stays),
    )


def ids(rows) -> list[int]:
    """Return the entries of rows that are still there."""
    return sorted({row.entry_id for row in rows} - {None})
