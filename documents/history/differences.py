"""What changed from one revision of an entry to the next, field by field."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from documents.history.field_names import FieldNames
from documents.history.words import Words
from documents.models import Entry, Revision

NEVER_SHOWN = {"identifier", "key"}


@dataclass(frozen=True)
class Difference:
    """One field's old and new text; empty where there was or is none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class HistoryStep:
    """A revision with what it changed."""

    revision: Revision
    differences: list[Difference]


def history(entry: Entry, revisions: list[Revision]) -> list[HistoryStep]:
    """List the steps from revisions given newest first."""
    names = FieldNames(entry.kind)
    words = Words([revision.record for revision in revisions], is_whole=True)
    records = [words.of(revision.record) for revision in revisions]
    return [
        HistoryStep(revision, differences(before, after, names))
        for revision, after, before in zip(revisions, records, [*records[1:], {}], strict=False)
    ]


def differences(old: dict[str, Any], new: dict[str, Any], names: FieldNames) -> list[Difference]:
    """List the fields in which two records differ, in their order."""
    before, after = flatten(old), flatten(new)
    return [
        Difference(names.name(path), *(as_text(names.value(path, each)) for each in values))
        for path in dict.fromkeys([*after, *before])
        if (values := (before.get(path, ""), after.get(path, "")))[0] != values[1]
    ]


def flatten(record: dict[str, Any], above: tuple[str, ...] = ()) -> dict[tuple[str, ...], object]:
    """Map paths to values; a field of a group stands below the group: ("sections", "purpose")."""
    flat: dict[tuple[str, ...], object] = {}
    for name, value in record.items():
        if not above and name in NEVER_SHOWN:
            continue
        path = (*above, name)
        flat |= flatten(value, path) if isinstance(value, dict) else {path: value}
    return flat


def as_text(value: Any) -> str:
    """Write a value as people read it, a line for each row."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(as_text(each) for each in value)
    if isinstance(value, dict):
        return " · ".join(as_text(each) for each in value.values())
    return str(value)
