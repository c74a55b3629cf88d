"""Actions on many entries as a sort of rows: a line for each, saying what became of it."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from documents.changes import Left, Sort, register
from documents.changes import apply as apply_changes
from documents.changes import undo as undo_changes
from documents.curation.bulk.catalogue import action_of
from documents.curation.bulk.finding import Found, Outcome
from documents.models import BulkChange, BulkLine, Entry
from jobs.batches import batches
from jobs.progress import Progress, quietly
from wording import Message, Messages
from wording import sentence as _

State = BulkChange.State
AT_ONCE = 100  # entries that are dealt with while the page is waited for
FIELDS = ["outcome", "reason", "data"]
BECOMES = {
    State.APPLIED: (Outcome.DONE, Outcome.LEFT),
    State.UNDONE: (Outcome.UNDONE, Outcome.KEPT),
}


@register(BulkChange)
class BulkLines(Sort):
    """Applied as the account that made the preview. Entries that changed since, and what is
    refused by now, are left out and say why; likewise when it is undone."""

    def __init__(self, change_set: BulkChange, user):
        super().__init__(change_set, user)
        self.action = action_of(change_set, user)
        self.found: dict[int, Found] = {}

    def is_long(self, state: str) -> bool:
        rows = self.to_write() if state == State.APPLYING else self.to_take_back()
        return rows.count() > AT_ONCE

    def may_undo(self) -> bool:
        return self.user.has_perm(self.action.permission)

    def read(self, ids: list[int]) -> list[int]:
        return ids

    def prepare(self, read: list[int], progress: Progress) -> None:
        for batch in batches(read):
            BulkLine.objects.bulk_create(self.lines(batch))

    def lines(self, ids: list[int]) -> list[BulkLine]:
        # Versions first: who saves between the two queries is noticed when the change is applied.
        versions = dict(Entry.objects.filter(pk__in=ids).values_list("pk", "version"))
        return [
            BulkLine(
                change=self.change_set, number=pk, entry_id=pk, outcome=each.outcome,
                reason=each.reason, data=each.data, version_before=versions[pk],
            )
            for pk, each in self.action.look(versions).items()
        ]  # fmt: skip

    def refuse_applying(self) -> None:
        if self.user is None:
            raise PermissionDenied

    def to_write(self) -> QuerySet[BulkLine]:
        return self.change_set.lines.filter(outcome=Outcome.CHANGE)

    def overtaken(self, rows: list[BulkLine]) -> Left:
        return late(rows, _("Somebody has changed it since the preview."))

    def look(self, rows: list[BulkLine]) -> Left:
        for batch in batches(rows):
            self.found |= self.action.look([line.number_of_entry for line in batch])
        return self.refused(rows)

    def write(self, rows: list[BulkLine]) -> Left:
        return self.do(rows, "bulk change")

    def refuse_undoing(self) -> None:
        if not self.may_undo():
            raise PermissionDenied

    def to_take_back(self) -> QuerySet[BulkLine]:
        return self.change_set.lines.filter(outcome=Outcome.DONE)

    def changed_since(self, rows: list[BulkLine]) -> Left:
        return late(rows, _("Somebody has changed it since."))

    def look_back(self, rows: list[BulkLine]) -> Left:
        for batch in batches(rows):
            self.found |= self.action.look_back({line.number_of_entry: line.data for line in batch})
        return self.refused(rows)

    def take_back(self, rows: list[BulkLine]) -> Left:
        return self.do(rows, "bulk undone")

    def refused(self, rows: list[BulkLine]) -> Left:
        """Why lines do not change, of those that were looked at."""
        nothing = Messages.of(_("There is nothing to change any more."))
        found = {line: self.found[line.number_of_entry] for line in rows}
        return {
            line: each.reason or nothing
            for line, each in found.items()
            if each.outcome != Outcome.CHANGE
        }

    def do(self, rows: list[BulkLine], step: str) -> Left:
        failed = self.action.write(
            {line.number_of_entry: self.found[line.number_of_entry] for line in rows}, step
        )
        return {
            line: failed[line.number_of_entry] for line in rows if line.number_of_entry in failed
        }

    def settle(self, state: str, done: list[BulkLine], left: Left) -> None:
        """Say of each line what became of it."""
        good, bad = BECOMES[State(state)]
        for line in done:
            line.outcome = good
            if good == Outcome.DONE:
                line.data = self.found[line.number_of_entry].data
        for line, line.reason in left.items():
            line.outcome = bad
        for batch in batches([*done, *left]):
            BulkLine.objects.bulk_update(batch, FIELDS)


def late(rows: list[BulkLine], why: Message) -> Left:
    gone = _("The entry is not there any more.")
    return {line: Messages.of(why if line.entry_id else gone) for line in rows}


def apply(change_id: int, progress: Progress = quietly) -> int:
    """Change what the preview says will change, as the account that made the preview."""
    change = BulkChange.objects.get(pk=change_id)
    return apply_changes(change, change.actor, progress)


def undo(change_id: int, user, progress: Progress = quietly) -> None:
    undo_changes(BulkChange.objects.get(pk=change_id), user, progress)
