"""Imports that take longer than somebody waits for a page."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from exchange.applying import apply, finish, lock
from exchange.files import OAI, patches_of
from exchange.models import ImportRun
from exchange.preparing import Preparing
from exchange.table.names import Names
from exchange.undoing import undo
from jobs.names import called
from jobs.progress import progress

State = ImportRun.State
# A step -> where an import must be for it to begin.
BEGINS = {
    State.PREPARING: (State.UPLOADED, State.PREPARED),
    State.APPLYING: (State.PREPARED,),
    State.UNDOING: (State.APPLIED,),
}
AT_ONCE = 50_000  # bytes of a file that is dealt with while the page is waited for


def take_turn(run_id: int, turn: str, before: str, do: Callable[[ImportRun], object]) -> None:
    """Do a step of an import whose turn it is; a job that is tried again too late does nothing.

    What is refused is told on the import's page; whatever failed, it is as it was before.
    """
    its_turn = ImportRun.objects.filter(pk=run_id, state=turn)
    if not (run := its_turn.first()):
        return
    try:
        do(run)
    except Exception as error:
        refused = isinstance(error, ValidationError)
        its_turn.update(state=before, message="\n".join(error.messages) if refused else "")
        if not refused:
            raise


@transaction.atomic
def prepare(run: ImportRun) -> None:
    """Keep what each row of the file would do."""
    lock(run, State.UPLOADED, State.PREPARING)
    names = Names()
    Preparing(run, names).write(patches_of(run, names), progress)
    finish(run, State.PREPARED)


@called(_("Look through an uploaded file"))
@task()
def prepare_import(run_id: int) -> None:
    take_turn(run_id, State.PREPARING, State.UPLOADED, prepare)


@called(_("Apply an import"))
@task()
def apply_import(run_id: int, without_errors: bool) -> None:
    take_turn(
        run_id, State.APPLYING, State.PREPARED, lambda run: apply(run, progress, without_errors)
    )


@called(_("Undo an import"))
@task()
def undo_import(run_id: int) -> None:
    take_turn(run_id, State.UNDOING, State.APPLIED, lambda run: undo(run, progress))


@transaction.atomic
def start(job, run: ImportRun, state: str, *arguments) -> None:
    """Have a step done: a short file's at once, a long one's by the worker.

    Raises ValidationError where it is not the step's turn, for somebody else was quicker.
    """
    lock(run, *BEGINS[state])
    run.state, run.message = state, ""
    run.save(update_fields=["state", "message", "mapping"])
    if len(run.content) > AT_ONCE or run.format == OAI:
        job.enqueue(run.pk, *arguments)
    else:
        job.func(run.pk, *arguments)
