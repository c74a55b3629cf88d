"""Changes of more entries than somebody waits for on a page."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from documents.curation.bulk.applying import apply, locked, undo
from documents.models import BulkChange, BulkLine
from jobs.names import called
from jobs.progress import progress
from jobs.turns import Turn
from wording import Messages

State = BulkChange.State
APPLY = Turn(BulkChange, during=State.APPLYING, before=State.PREPARED)
UNDO = Turn(BulkChange, during=State.UNDOING, before=State.APPLIED)
AT_ONCE = 100  # entries that are dealt with while the page is waited for


@called(_("Change many entries"))
@APPLY.of
@task()
def apply_change(change_id: int, language: str) -> None:
    APPLY.take(change_id, language, lambda: apply(change_id, progress))


@called(_("Undo a change of many entries"))
@UNDO.of
@task()
def undo_change(change_id: int, language: str, user_id: int) -> None:
    user = get_user_model().objects.get(pk=user_id)
    UNDO.take(change_id, language, lambda: undo(change_id, user, progress))


def start_applying(change: BulkChange) -> None:
    """Apply the change at once for a few entries; leave many to the worker."""
    start(change, State.PREPARED, State.APPLYING, BulkLine.Outcome.CHANGE, apply_change)


def start_undoing(change: BulkChange, user) -> None:
    done = BulkLine.Outcome.DONE
    start(change, State.APPLIED, State.UNDOING, done, undo_change, user.pk)


def start(change: BulkChange, now: str, then: str, outcome: str, job, *more) -> None:
    with transaction.atomic():
        locked(change.pk, now)
        BulkChange.objects.filter(pk=change.pk).update(state=then, message=Messages())
        is_long = change.lines.filter(outcome=outcome).count() > AT_ONCE
        if is_long:
            job.enqueue(change.pk, get_language(), *more)
    if not is_long:
        job.func(change.pk, get_language(), *more)
