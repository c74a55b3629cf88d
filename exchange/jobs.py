"""Imports that take longer than somebody waits for a page."""

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _
from django_tasks import task

import exchange.rows  # noqa: F401  the sort of rows, which is known wherever there are jobs
from documents.changes import apply, prepare, turn, undo
from exchange.models import ImportRun
from jobs.names import called
from jobs.progress import progress

State = ImportRun.State
PREPARE = turn(ImportRun, State.PREPARING)
APPLY, UNDO = turn(ImportRun, State.APPLYING), turn(ImportRun, State.UNDOING)


@called(_("Look through an uploaded file"))
@PREPARE.of
@task()
def prepare_import(run_id: int, language: str) -> None:
    PREPARE.take(run_id, language, lambda: prepare(run_of(run_id), progress=progress))


@called(_("Apply an import"))
@APPLY.of
@task()
def apply_import(run_id: int, language: str, actor_id: int, without_errors: bool) -> None:
    actor = account(actor_id)
    APPLY.take(
        run_id, language,
        lambda: apply(run_of(run_id), actor, progress, without_errors=without_errors),
    )  # fmt: skip


@called(_("Undo an import"))
@UNDO.of
@task()
def undo_import(run_id: int, language: str, actor_id: int) -> None:
    UNDO.take(run_id, language, lambda: undo(run_of(run_id), account(actor_id), progress))


def run_of(run_id: int) -> ImportRun:
    return ImportRun.objects.get(pk=run_id)


def account(pk: int) -> User | None:
    return User.objects.filter(pk=pk).first()
