"""Changes of more entries than somebody waits for on a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from documents.curation.bulk.applying import apply, locked, undo
from documents.models import BulkChange, BulkLine
from jobs.names import called
from jobs.progress import progress

State = BulkChange.State
AT_ONCE = 100  # entries that are dealt with while the page is waited for


@contextmanager
def else_back(change_id: int, state: str) -> Iterator[None]:
    """What is refused is told on the change's page; whatever failed, it is as it was before."""
    try:
        yield
    except Exception as error:
        message = "\n".join(error.messages) if isinstance(error, ValidationError) else ""
        BulkChange.objects.filter(pk=change_id).update(state=state, message=message)
        if not isinstance(error, ValidationError):
            raise


@called(_("Change many entries"))
@task()
def apply_change(change_id: int) -> None:
    with else_back(change_id, State.PREPARED):
        apply(change_id, progress=progress)


@called(_("Undo a change of many entries"))
@task()
def undo_change(change_id: int, user_id: int) -> None:
    with else_back(change_id, State.APPLIED):
        undo(change_id, get_user_model().objects.get(pk=user_id))


def start_applying(change: BulkChange) -> None:
    """At once for a few entries, by the worker for many."""
    start(change, State.PREPARED, State.APPLYING, BulkLine.Outcome.CHANGE, apply_change)


def start_undoing(change: BulkChange, user) -> None:
    done = BulkLine.Outcome.DONE
    start(change, State.APPLIED, State.UNDOING, done, undo_change, user.pk)


def start(change: BulkChange, now: str, then: str, outcome: str, job, *more) -> None:
    with transaction.atomic():
        locked(change.pk, now)
        BulkChange.objects.filter(pk=change.pk).update(state=then, message="")
        is_long = change.lines.filter(outcome=outcome).count() > AT_ONCE
        if is_long:
            job.enqueue(change.pk, *more)
    if not is_long:
        job.func(change.pk, *more)
