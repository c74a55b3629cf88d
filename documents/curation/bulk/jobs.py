"""Changes of more entries than somebody waits for on a page."""

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from documents.changes import start, turn
from documents.curation.bulk.lines import apply, undo
from documents.models import BulkChange
from jobs.names import called
from jobs.progress import progress

State = BulkChange.State
APPLY, UNDO = turn(BulkChange, State.APPLYING), turn(BulkChange, State.UNDOING)


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
    start(apply_change, change, State.APPLYING)


def start_undoing(change: BulkChange, user) -> None:
    start(undo_change, change, State.UNDOING, user.pk)
