"""Records of a file as entries: what each would do, then doing it. The starter collection comes in
this way; tables and references have a preview of their own in `exchange`.

What people have decided since an entry was loaded is theirs: such an entry is left alone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from documents.history.actions import publish_many
from documents.history.requirements import refuse_gaps
from documents.history.revisions import record_changes
from documents.models import Entry, Revision
from documents.records.checking import faults, key_faults, settled, strangers, unknown
from documents.records.leaves import DEFAULTS, UNSAID, Difference, changed, leaves
from documents.records.parts.part import Candidate, Change, Leaves
from documents.records.plain import for_records, to_record
from documents.records.terms import Terms
from documents.records.writing import write
from jobs.batches import batches
from wording import Message
from wording import sentence as _

LOADED = "loaded"  # the action of the revisions that are made here


class What(StrEnum):
    """What becomes of the entry of a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"  # nobody asked for an update
    LEFT_ALONE = "left alone"  # people have worked on it since it was loaded


@dataclass
class Line:
    """A record beside its entry; `differences` are those that writing it makes."""

    what: What
    entry: Entry
    record: dict[str, Any] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)

    @property
    def is_written(self) -> bool:
        return self.what in (What.CREATED, What.UPDATED)

    @property
    def is_to_publish(self) -> bool:
        published = Entry.State.PUBLISHED
        return self.record.get("state") == published and not self.entry.is_published


@transaction.atomic
def import_records(
    records: Iterable[dict[str, Any]], actor: User | None = None, update: bool = False
) -> list[Line]:
    """Write records that are new (by their key), and with `update` those that differ too.

    Raises ValidationError with a message for each fault, and then writes nothing.
    """
    terms = Terms()
    lines = compare(list(records), terms, update)
    carry_out(lines, actor, terms)
    return lines


def carry_out(lines: Iterable[Line], actor: User | None, terms: Terms) -> None:
    """Write, publish what asks for it, and record what was done."""
    written = [line for line in lines if line.is_written]
    for some in batches(written):
        changes = [Change(line.entry, line.record, paths_of(line)) for line in some]
        write(changes, terms)
    refuse_gaps({line.entry.pk for line in written})
    publish_many([line.entry for line in written if line.is_to_publish], actor)
    record_changes([line.entry.pk for line in written], actor, _("Imported"), LOADED)


def paths_of(line: Line) -> set[Any]:
    return {path for path, _old, _new in line.differences}


# -- What each would do ----------------------------------------------------------------------


def compare(records: list[dict[str, Any]], terms: Terms, update: bool) -> list[Line]:
    """Return what becomes of each record; raises ValidationError where one has a fault."""
    there = known_entries(records) if update else {}
    keys = [record.get("key") for record in records if isinstance(record, dict)]
    lines, problems = [], [f"{key}: {_('The same stands here twice.')}" for key in repeated(keys)]
    for key in filter(None, keys):
        terms.expect(key)
    for record in records:
        try:
            lines.append(line_of(record, terms, there, update))
        except ValidationError as error:
            problems += [f"{name_of(record)}: {text}" for text in error.messages]
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            problems.append(f"{name_of(record)}: {malformed(error)}")
    if problems:
        raise ValidationError(problems)
    return lines


def repeated(keys: list[str | None]) -> list[str]:
    return [key for key, number in Counter(filter(None, keys)).items() if number > 1]


@dataclass(frozen=True)
class There:
    """An entry as it is now."""

    entry: Entry
    leaves: Leaves
    is_touched: bool


def known_entries(records: list[dict[str, Any]]) -> dict[str, There]:
    """Return key -> entry, each with what it has and whether people have worked on it."""
    keys = [record["key"] for record in records if isinstance(record, dict) and "key" in record]
    found = Entry.objects.filter(import_key__in=keys)
    entries = for_records(found.select_for_update(of=("self",)).order_by("pk"))
    newest = Revision.objects.filter(entry__in=found).order_by("entry_id", "-number")
    last = newest.distinct("entry_id").values_list("entry_id", "action")
    touched = {entry for entry, action in last if action != LOADED}
    return {
        entry.import_key or "": There(entry, leaves(to_record(entry)), entry.pk in touched)
        for entry in entries
    }


def line_of(record: dict[str, Any], terms: Terms, there: dict[str, There], update: bool) -> Line:
    key = record.get("key")
    if key and terms.keys.get(key) and not update:
        return Line(What.KEPT, Entry(pk=terms.keys[key], import_key=key))
    now = there.get(key) if key else None
    if now and (now.is_touched or now.entry.is_withdrawn):
        return Line(What.LEFT_ALONE, now.entry)
    whole = settled(record, terms)
    new = DEFAULTS | leaves(whole)
    refuse_faults(record, Candidate(new, now.entry.pk if now else None, key), terms)
    if not now:
        return Line(What.CREATED, Entry(), whole, changed({}, new))
    unsaid = [name for name in UNSAID if name not in whole]
    line = Line(What.UPDATED, now.entry, whole, changed(now.leaves, new, unsaid))
    if not line.differences and not line.is_to_publish:
        line.what = What.UNCHANGED
    return line


def refuse_faults(record: dict[str, Any], candidate: Candidate, terms: Terms) -> None:
    problems: list[Message | str] = [unknown("field", name) for name in strangers(record)]
    problems += key_faults(candidate.key)
    problems += [f"{'.'.join(path)}: {text}" for path, text in faults(candidate, terms)]
    if problems:
        raise ValidationError(problems)


def name_of(record: object) -> str:
    return str(record.get("key", "?")) if isinstance(record, dict) else "?"


def malformed(error: Exception) -> Message:
    """Say that a record has not the form of documents/records/plain.py."""
    return _("not in the expected form: %(what)s") % {"what": f"{type(error).__name__} {error}"}
