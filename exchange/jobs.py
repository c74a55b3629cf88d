"""Imports that take longer than somebody waits for a page."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from documents.records.terms import Terms
from exchange.applying import apply, finish, lock
from exchange.files import OAI, patches_of
from exchange.models import ImportRun
from exchange.preparing import Preparing
from exchange.undoing import undo
from jobs.names import called
from jobs.progress import progress
from jobs.turns import Turn
from wording import Messages

State = ImportRun.State
PREPARE = Turn(ImportRun, during=State.PREPARING, before=State.UPLOADED)
APPLY = Turn(ImportRun, during=State.APPLYING, before=State.PREPARED)
UNDO = Turn(ImportRun, during=State.UNDOING, before=State.APPLIED)
# A step -> where an import must be for it to begin.
BEGINS: dict[str, tuple[ImportRun.State, ...]] = {
    State.PREPARING: (State.UPLOADED, State.PREPARED),
    State.APPLYING: (State.PREPARED,),
    State.UNDOING: (State.APPLIED,),
}
AT_ONCE = 50_000  # bytes of a file that is dealt with while the page is waited for


def prepare(run: ImportRun) -> None:
    """Keep what each row of the file would do. Another repository is read before anything is
    locked."""
    terms = Terms()
    patches = patches_of(run, terms)
    with transaction.atomic():
        lock(run, State.UPLOADED, State.PREPARING)
        Preparing(run, terms).write(patches, progress)
        finish(run, State.PREPARED)


@called(_("Look through an uploaded file"))
@PREPARE.of
@task()
def prepare_import(run_id: int, language: str) -> None:
    PREPARE.take(run_id, language, lambda: prepare(ImportRun.objects.get(pk=run_id)))


@called(_("Apply an import"))
@APPLY.of
@task()
def apply_import(run_id: int, language: str, actor_id: int, without_errors: bool) -> None:
    run, actor = both(run_id, actor_id)
    APPLY.take(run_id, language, lambda: apply(run, actor, progress, without_errors))


@called(_("Undo an import"))
@UNDO.of
@task()
def undo_import(run_id: int, language: str, actor_id: int) -> None:
    run, actor = both(run_id, actor_id)
    UNDO.take(run_id, language, lambda: undo(run, actor, progress))


def both(run_id: int, actor_id: int) -> tuple[ImportRun, User | None]:
    run = ImportRun.objects.get(pk=run_id)
    return run, get_user_model().objects.filter(pk=actor_id).first()


@transaction.atomic
def start(job: Any, run: ImportRun, state: str, *arguments: Any) -> None:
    """Have a step done: a short file's at once, a long one's by the worker.

    Raises ValidationError where it is not the step's turn, for somebody else was quicker.
    """
    lock(run, *BEGINS[state])
    run.state, run.message = state, Messages()
    run.save(update_fields=["state", "message", "mapping"])
    arguments = (run.pk, get_language(), *arguments)
    if len(run.content) > AT_ONCE or run.format == OAI:
        job.enqueue(*arguments)
    else:
        job.func(*arguments)
