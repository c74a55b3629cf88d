"""The three steps of a set of changes; each is all or nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from documents.changes.life import finish, lock
from documents.changes.sort import Left, sort_of, without
from documents.changes.versions import keep_versions, parted
from documents.models import ChangeRow, ChangeSet
from documents.models.change_set import State
from jobs.batches import batches
from jobs.progress import Progress, quietly


def prepare(change_set: ChangeSet, user=None, progress: Progress = quietly, **given) -> None:
    """Keep what each row would do, for somebody to look at. Nothing of the entries changes."""
    sort = sort_of(change_set, user)
    read = sort.read(**given)
    with transaction.atomic():
        lock(sort, State.UPLOADED, State.PREPARING)
        sort.prepare(read, progress)
        finish(sort, State.PREPARED)


@transaction.atomic
def apply(change_set: ChangeSet, user, progress: Progress = quietly, **options) -> int:
    """Write the rows in the name of this account; the number of those written.

    Raises ValidationError or PermissionDenied, and writes nothing, where the sort says so.
    """
    sort = sort_of(change_set, user)
    lock(sort, State.PREPARED, State.APPLYING)
    sort.refuse_applying(**options)
    current, late = parted(list(sort.to_write()), "version_before")
    left = sort.overtaken(late) if late else {}
    left |= sort.look(current)
    rows = without(current, left)
    sort.begin_writing(rows)
    left |= some_at_a_time(rows, sort.write, progress, len(rows) * sort.rounds)
    done = without(rows, left)
    sort.wrote(done)
    keep_versions(done)
    finish(sort, State.APPLIED, sort.settle(State.APPLIED, done, left))
    progress(len(rows) * sort.rounds, len(rows) * sort.rounds)
    return len(done)


@dataclass(frozen=True)
class Undone:
    """How many entries are as before, and which stay because somebody has worked on them."""

    number: int
    kept: list[str]


@transaction.atomic
def undo(change_set: ChangeSet, user, progress: Progress = quietly) -> Undone:
    """Make entries what they were before, as this account; what was made goes.

    Entries that somebody has worked on since, and what the sort says, stay and are named.
    """
    sort = sort_of(change_set, user)
    lock(sort, State.APPLIED, State.UNDOING)
    sort.refuse_undoing()
    taken_back = list(sort.to_take_back())
    current, late = parted(taken_back, "version_after")
    left = sort.changed_since(late) | sort.look_back(current)
    rows = without(current, left)
    sort.begin_taking_back(rows)
    left |= some_at_a_time(rows, sort.take_back, progress, len(rows))
    done = without(rows, left)
    sort.took_back(done)
    left = {row: left[row] for row in taken_back if row in left}
    finish(sort, State.UNDONE, sort.settle(State.UNDONE, done, left))
    return Undone(len(done), [row.identifier for row in left])


def some_at_a_time(
    rows: list[ChangeRow], do: Callable[[list], Left], progress: Progress, total: int
) -> Left:
    """Do it to all the rows; those to which it could not be done, and why not."""
    done, left = 0, Left()
    for some in batches(rows):
        left |= do(some)
        done += len(some)
        progress(done, total)
    return left
