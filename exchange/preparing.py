"""Looking through a file: what each of its rows would do, or what is wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from documents.identifier import identifier_of
from documents.models import Entry
from documents.records.checking import faults, key_faults
from documents.records.leaves import DEFAULTS, changed, leaves, record
from documents.records.parts.part import Candidate, Leaves
from documents.records.plain import for_records, to_record
from documents.records.terms import Terms
from exchange.matching import Mark, Matches, marks
from exchange.models import ImportRow, ImportRun
from exchange.patches import Patch
from exchange.readers.draft import Problem
from jobs.batches import batches
from wording import Messages
from wording import sentence as _

Action, Decision = ImportRow.Action, ImportRow.Decision
# What is wrong with one part for what another says, where the file may have the other alone.
OTHER_HALF = {
    ("embargo_until",): ("access",),
    ("period", "end"): ("period", "start"),
}


@dataclass
class Looked:
    """An existing entry as it is now."""

    version: int = 0
    leaves: Leaves = field(default_factory=dict)
    is_withdrawn: bool = False


class Preparing:
    """One run over the rows of a file."""

    def __init__(self, run: ImportRun, terms: Terms):
        self.run, self.terms, self.matches = run, terms, Matches()
        self.seen: dict[int, int] = {}  # entry -> the row that means it
        self.keys: dict[str, int] = {}  # key of a new entry -> its row
        self.new: dict[Mark, int] = {}  # what a new entry is known by -> its row

    @transaction.atomic
    def write(self, patches: list[Patch], progress: Callable[[int, int], None]) -> None:
        """Keep a row for each patch, in place of what was kept of this run before."""
        self.decided = {row.number: row for row in self.run.rows.exclude(decision=Decision.SKIP)}
        self.run.rows.all().delete()
        done = 0
        for some in batches(patches):
            ImportRow.objects.bulk_create(self.rows(some))
            done += len(some)
            progress(done, len(patches))

    def rows(self, patches: list[Patch]) -> list[ImportRow]:
        meant = {id(patch): self.meant(patch) for patch in patches}
        there = looked_at({pk for pk in meant.values() if pk})
        return [self.row(patch, meant[id(patch)], there) for patch in patches]

    def meant(self, patch: Patch) -> int | None:
        decided = self.decided.get(patch.number)
        if decided and decided.decision == Decision.UPDATE and decided.entry_id:
            patch.meant = {"identifier": identifier_of(decided.entry_id)}
        try:
            pk = self.matches.meant(patch)
        except ValueError as unknown:
            patch.complain(
                ("identifier",), _("There is no entry “%(name)s”.") % {"name": unknown.args[0]}
            )
            return None
        if pk and self.seen.setdefault(pk, patch.number) != patch.number:
            text = _("Row %(row)d is about the same entry, %(entry)s.")
            patch.complain(
                ("identifier",), text % {"row": self.seen[pk], "entry": identifier_of(pk)}
            )
        self.complain_of_key(patch, pk)
        return pk

    def complain_of_key(self, patch: Patch, pk: int | None) -> None:
        """Complain of a faulty or repeated key; an entry that is there already keeps its own."""
        key = patch.meant.get("key", "")
        if pk or not key:
            return
        for text in key_faults(key):
            patch.complain(("key",), text)
        if self.keys.setdefault(key, patch.number) != patch.number:
            text = _("Row %(row)d has the same key.") % {"row": self.keys[key]}
            patch.complain(("key",), text)

    def row(self, patch: Patch, pk: int | None, there: dict[int, Looked]) -> ImportRow:
        old = there.get(pk or 0, Looked())
        new = DEFAULTS | patch.onto(old.leaves)
        self.complain(patch, pk, old, new)
        is_new = not (pk or patch.problems)
        same = self.matches.same(new) if is_new else None
        twin = self.twin(new, patch.number) if is_new else None
        changes = [] if patch.problems else changed(old.leaves, new)
        problems = [*patch.problems, *twins(twin)]
        return ImportRow(
            run=self.run,
            number=patch.number,
            name=str(new.get(("title",)) or patch.name)[:500],
            action=action(patch, pk, same or twin, changes),
            entry_id=pk or same,
            record=record(new) | {k: v for k, v in patch.meant.items() if k == "key"},
            changes=changes,
            problems=[[each.cell, Messages.of(each.message).json()] for each in problems],
            version_before=old.version if pk else None,
            decision=self.decision(patch.number),
        )

    def decision(self, number: int) -> str:
        """Return the decision made when the file was looked through before."""
        return self.decided[number].decision if number in self.decided else Decision.SKIP

    def twin(self, new: Leaves, number: int) -> int | None:
        """Find an earlier row of the file that is known by the same."""
        found = [self.new.setdefault(mark, number) for mark in marks(new)]
        return next((row for row in found if row != number), None)

    def complain(self, patch: Patch, pk: int | None, old: Looked, new: Leaves) -> None:
        """Complain of what is wrong with what the row brings; what stood there before is let be."""
        if old.is_withdrawn:
            patch.complain(("identifier",), _("A withdrawn entry does not change."))
        if old.leaves and new.get(("kind",)) != old.leaves[("kind",)]:
            patch.complain(("kind",), _("The kind of an entry does not change."))
        for path, message in faults(Candidate(new, pk, patch.meant.get("key")), self.terms):
            where = next((p for p in (path, OTHER_HALF.get(path)) if p in patch.given), None)
            if where or not old.leaves:
                patch.complain(where or path, message)


def looked_at(ids: set[int]) -> dict[int, Looked]:
    entries = for_records(Entry.objects.filter(pk__in=ids))
    return {
        entry.pk: Looked(entry.version, leaves(to_record(entry)), entry.is_withdrawn)
        for entry in entries
    }


def twins(row: int | None) -> list[Problem]:
    return [Problem(str(row), _("Row %(row)d seems to be the same.") % {"row": row})] if row else []


def action(patch: Patch, pk: int | None, same: int | None, changes: list[Any]) -> str:
    if patch.problems:
        return Action.ERROR
    if pk:
        return Action.CHANGED if changes else Action.UNCHANGED
    return Action.DUPLICATE if same else Action.NEW


def paths_of(row: ImportRow) -> Iterator[tuple[str, ...]]:
    """Yield the parts that a row changes."""
    return (tuple(path) for path, _old, _new in row.changes)
