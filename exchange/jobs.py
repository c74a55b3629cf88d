"""Imports that take longer than somebody waits for a page."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from exchange.applying import apply
from exchange.files import OAI, patches_of
from exchange.models import ImportRun
from exchange.preparing import Preparing
from exchange.table.names import Names
from exchange.undoing import undo
from jobs.names import called
from jobs.progress import progress

State = ImportRun.State
AT_ONCE = 50_000  # bytes of a file that is dealt with while the page is waited for


@contextmanager
def else_back(run_id: int, state: str) -> Iterator[ImportRun]:
    """What is refused is told on the import's page; whatever failed, it is as it was before."""
    run = ImportRun.objects.get(pk=run_id)
    try:
        yield run
    except Exception as error:
        message = "\n".join(error.messages) if isinstance(error, ValidationError) else ""
        ImportRun.objects.filter(pk=run_id).update(state=state, message=message)
        if not isinstance(error, ValidationError):
            raise


@called(_("Look through an uploaded file"))
@task()
def prepare_import(run_id: int) -> None:
    with else_back(run_id, State.UPLOADED) as run, transaction.atomic():
        names = Names()
        Preparing(run, names).write(patches_of(run, names), progress)
        ImportRun.objects.filter(pk=run_id).update(state=State.PREPARED)


@called(_("Apply an import"))
@task()
def apply_import(run_id: int, without_errors: bool) -> None:
    with else_back(run_id, State.PREPARED) as run:
        apply(run, progress, without_errors)


@called(_("Undo an import"))
@task()
def undo_import(run_id: int) -> None:
    with else_back(run_id, State.APPLIED) as run:
        undo(run, progress)


@transaction.atomic
def start(job, run: ImportRun, state: str, *arguments) -> None:
    """Have a step done: a short file's at once, a long one's by the worker."""
    ImportRun.objects.filter(pk=run.pk).update(state=state, message="")
    if len(run.content) > AT_ONCE or run.format == OAI:
        job.enqueue(run.pk, *arguments)
    else:
        job.func(run.pk, *arguments)
