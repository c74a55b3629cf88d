"""Doing what was looked at, in one transaction, and taking it back later."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from documents.curation.bulk.catalogue import action_of
from documents.curation.bulk.finding import Found, Outcome
from documents.models import BulkChange, BulkLine, Entry
from jobs.batches import batches
from jobs.progress import Progress, quietly
from wording import Message, Messages
from wording import sentence as _
from wording.errors import ValidationError

State = BulkChange.State
FIELDS = ["outcome", "reason", "data", "version_after"]


@transaction.atomic
def apply(change_id: int, progress: Progress = quietly) -> BulkChange:
    """Change what the preview says will change, as the account that made the preview.

    Entries that changed since, and what is refused by now, are left out and say why.
    """
    change = locked(change_id, State.PREPARED, State.APPLYING)
    if change.actor is None:
        raise PermissionDenied
    action = action_of(change, change.actor)
    lines = list(change.lines.filter(outcome=Outcome.CHANGE))
    late = _("Somebody has changed it since the preview.")

    def look(batch: list[BulkLine]) -> dict[int, Found]:
        return action.look([line.entry_id for line in batch if line.entry_id])

    doing = Doing(lines, "version_before", Outcome.DONE, Outcome.LEFT, late)
    doing.carry_out(look, lambda found: action.write(found, "bulk change"), progress)
    return finish(change, state=State.APPLIED, applied_at=timezone.now())


@transaction.atomic
def undo(change_id: int, user, progress: Progress = quietly) -> BulkChange:
    """Make entries what they were before, as this account; those that were worked on since stay
    and say so."""
    change = locked(change_id, State.APPLIED, State.UNDOING)
    action = action_of(change, user)
    if not user.has_perm(action.permission):
        raise PermissionDenied
    lines = list(change.lines.filter(outcome=Outcome.DONE))
    late = _("Somebody has changed it since.")

    def look(batch: list[BulkLine]) -> dict[int, Found]:
        return action.look_back(states_before(batch))

    doing = Doing(lines, "version_after", Outcome.UNDONE, Outcome.KEPT, late)
    doing.carry_out(look, lambda found: action.write(found, "bulk undone"), progress)
    return finish(change, state=State.UNDONE, undone_at=timezone.now(), undone_by=user)


def goes_back(change: BulkChange, user) -> list[int]:
    """Return the ids of the entries that undoing would give back, as things stand now."""
    action = action_of(change, user)
    lines = change.lines.filter(outcome=Outcome.DONE, entry__version=F("version_after"))
    found = [
        pk
        for batch in batches(list(lines))
        for pk, each in action.look_back(states_before(batch)).items()
        if each.outcome == Outcome.CHANGE
    ]
    return sorted(found)


def states_before(batch: list[BulkLine]) -> dict[int, Any]:
    """Id of each entry that is still there -> what its line keeps of it."""
    return {line.entry_id: line.data for line in batch if line.entry_id}


def locked(change_id: int, *expected: str) -> BulkChange:
    """Lock the change until the transaction ends; ValidationError if its state is not expected."""
    change = BulkChange.objects.select_for_update().get(pk=change_id)
    if change.state not in expected:
        state = State(change.state).label
        raise ValidationError(_("This change is “%(state)s” now.") % {"state": state})
    return change


def finish(change: BulkChange, **columns) -> BulkChange:
    for name, value in {**columns, "message": Messages()}.items():
        setattr(change, name, value)
    change.save(update_fields=[*columns, "message"])
    return change


class Doing:
    """Lines on their way to `good` or, with a reason, to `bad`. `expected` is the line's column
    with the version that its entry must still have, else it is `late`."""

    def __init__(self, lines: list[BulkLine], expected: str, good: str, bad: str, late: Message):
        self.lines, self.expected, self.good, self.bad = lines, expected, good, bad
        self.late = late
        self.versions = lock_entries(lines)

    def carry_out(self, look: Callable, write: Callable, progress: Progress) -> None:
        done = 0
        for batch in batches(self.lines):
            present = [line for line in batch if self.is_current(line)]
            found = look(present)
            changing = {pk: f for pk, f in found.items() if f.outcome == Outcome.CHANGE}
            failed = write(changing) if changing else {}
            self.settle(batch, found, failed)
            done += len(batch)
            progress(done, len(self.lines))

    def is_current(self, line: BulkLine) -> bool:
        return self.versions.get(line.entry_id or 0) == getattr(line, self.expected)

    def settle(self, batch: list[BulkLine], found: dict[int, Found], failed: dict) -> None:
        """Say of each line what became of it."""
        now = dict(
            Entry.objects.filter(pk__in=[line.entry_id for line in batch]).values_list(
                "pk", "version"
            )
        )
        for line in batch:
            line.reason = self.why_not(line, found.get(line.entry_id or 0), failed)
            line.outcome = self.bad if line.reason else self.good
            if line.outcome == Outcome.DONE and line.entry_id:
                line.data, line.version_after = found[line.entry_id].data, now[line.entry_id]
        BulkLine.objects.bulk_update(batch, FIELDS)

    def why_not(self, line: BulkLine, found: Found | None, failed: dict) -> Messages:
        if found is None:
            gone = _("The entry is not there any more.")
            return Messages.of(self.late if line.entry_id else gone)
        if found.outcome != Outcome.CHANGE:
            return found.reason or Messages.of(_("There is nothing to change any more."))
        return failed.get(line.entry_id, Messages())


def lock_entries(lines: list[BulkLine]) -> dict[int, int]:
    """Lock the entries until the transaction ends; return their ids with their versions."""
    entries = Entry.objects.select_for_update().filter(pk__in=[line.entry_id for line in lines])
    return dict(entries.order_by("pk").values_list("pk", "version"))
