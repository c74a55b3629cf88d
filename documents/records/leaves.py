"""A record flattened to its smallest pieces that are compared and replaced as one.

`("citation", "volume") -> "3"`, `("concepts", "goal") -> ["G1", "G5"]`. What a source does not
have is no leaf, so a partial record changes nothing else.
"""

from collections.abc import Container
from typing import Any, cast

from django.db.models import Field

from documents.models import Entry
from documents.records.parts import PART_OF, PARTS
from documents.records.parts.part import Leaves, Path

# What an entry has without saying so.
DEFAULTS: Leaves = {
    (name,): cast("Field[Any, Any]", Entry._meta.get_field(name)).get_default()
    for name in ("title_language", "text_language", "access")
}
UNSAID = frozenset(name for part in PARTS if part.stays_unsaid for name in part.names)
Difference = tuple[Path, Any, Any]  # (path, old value, new value); None where there was or is none


def leaves(record: dict[str, Any]) -> Leaves:
    """Return path -> value, in a form that is equal where the meaning is."""
    flat: Leaves = {}
    for name, value in record.items():
        if name in PART_OF and PART_OF[name].is_written:
            flat |= PART_OF[name].leaves(name, value)
    return {path: value for path, value in flat.items() if value not in ("", None, [])}


def record(flat: Leaves) -> dict[str, Any]:
    """Return leaves put together again, in the form of documents.records.plain."""
    whole: dict[str, Any] = {}
    for path, value in flat.items():
        PART_OF[path[0]].gather(path, value, whole)
    return whole


def changed(old: Leaves, new: Leaves, without: Container[str] = ()) -> list[Difference]:
    """Return (path, old value, new value) of each leaf that differs; `without` these names."""
    return [
        (path, old.get(path), new.get(path))
        for path in dict.fromkeys([*new, *old])
        if old.get(path) != new.get(path) and path[0] not in without
    ]
