"""The starter collection that the repository comes with, from its files into the database."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction

from documents.history.differences import as_text
from documents.history.field_names import FieldNames
from documents.history.importing import Line, What, compare, import_records
from documents.records.loading import DATA_DIR, read_yaml
from documents.records.terms import Terms

SHOWN = 60  # characters of a value, around where it differs


@transaction.atomic
def load_starter(update: bool = False, dry_run: bool = False) -> list[Line]:
    """Load the starter collection, and return what became of each of its records.

    What is there already is kept unless `update` is asked for; what people have changed is kept
    even then. With `dry_run` nothing is written.
    """
    if dry_run:
        return compare(records(), Terms(), update)
    return import_records(records(), update=update)


def records() -> list[dict[str, Any]]:
    paths = sorted((DATA_DIR / "starter").glob("*.yaml"))
    return [record for path in paths for record in read_yaml(path)]


def told(lines: Iterable[Line], in_full: bool) -> Iterator[str]:
    """Yield which entries people keep from being updated; `in_full` also what changes in others."""
    for line in lines:
        if line.what is What.LEFT_ALONE:
            yield f"{line.entry} ({line.entry.get_state_display()}): left alone, changed by people"
        elif line.is_written and in_full:
            name = line.entry if line.entry.pk else line.record.get("title", "?")
            yield f"{name}: {line.what}"
            yield from map("  {}".format, changes_of(line)) if line.what is What.UPDATED else ()


def changes_of(line: Line) -> Iterator[str]:
    names = FieldNames(line.entry.kind)
    for path, old, new in line.differences:
        yield f"{names.name(path)}: {' → '.join(cut(one_line(old), one_line(new)))}"
    if line.is_to_publish:
        yield f"{line.entry.get_state_display()} → {line.record['state']}"


def one_line(value: Any) -> str:
    return "–" if value is None else " · ".join(as_text(value).split("\n"))


def cut(*texts: str) -> list[str]:
    """Cut the texts to what stands around the first character in which they differ."""
    pairs = enumerate(zip(*texts, strict=False))
    first = next((place for place, signs in pairs if len(set(signs)) > 1), 0)
    start = max(0, first - SHOWN // 3)
    return [f"{'…' if start else ''}{shorten(text[start:])}" for text in texts]


def shorten(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
