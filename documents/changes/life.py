"""What may follow what in the life of a set of changes, and that two do not take one step."""

from django.db import transaction
from django.utils import timezone

from documents.changes.sort import Sort
from documents.models import ChangeSet
from documents.models.change_set import State
from wording import Message, Messages
from wording.errors import ValidationError

# A step -> where a set must be for it to begin; the first is where it is again if the step fails.
BEGINS: dict[State, tuple[State, ...]] = {
    State.PREPARING: (State.UPLOADED, State.PREPARED),
    State.APPLYING: (State.PREPARED,),
    State.UNDOING: (State.APPLIED,),
}
COLUMNS = ["state", "message", "applied_at", "applied_by", "undone_at", "undone_by"]


def lock(sort: Sort, *expected: str) -> None:
    """Hold the set until the transaction ends; ValidationError unless it is in such a state."""
    model = type(sort.change_set)
    held = model.objects.select_for_update().only("state").filter(pk=sort.change_set.pk)
    now = held.first()
    if now is None:
        raise ValidationError(sort.gone)
    if now.state not in expected:
        names = dict(model._meta.get_field("state").flatchoices)
        raise ValidationError(sort.moved_on % {"state": names[now.state]})


def finish(sort: Sort, state: str, message: Message | None = None) -> None:
    """Let the set be in this state, which the account has brought it to."""
    done, now = sort.change_set, timezone.now()
    done.state, done.message = state, Messages.of(message)
    if state == State.APPLIED:
        done.applied_at, done.applied_by = now, sort.user
    if state == State.UNDONE:
        done.undone_at, done.undone_by = now, sort.user
    done.save(update_fields=[*COLUMNS, *sort.own_columns])


@transaction.atomic
def throw_away(sort: Sort) -> None:
    """Delete the set; ValidationError where something of it is written by now."""
    lock(sort, *ChangeSet.UNFINISHED)
    sort.change_set.delete()
