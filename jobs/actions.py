"""What organizers can do with a job."""

from django.db import transaction
from django.utils.translation import gettext_lazy
from django_tasks import TaskResultStatus

from jobs.models import Job
from jobs.turns import TURNS
from wording import sentence as _
from wording.errors import ValidationError


class Cancelled(Exception):
    """Somebody cancelled this job before it began."""

    message = gettext_lazy("Somebody cancelled this job before it began.")


@transaction.atomic
def retry(job: Job) -> None:
    """Put a failed job into the queue again, with what it was given."""
    job = locked(job, TaskResultStatus.FAILED)
    given = job.args_kwargs
    turn = TURNS.get(job.task_path)
    if turn and not turn.claim(given["args"][0]):
        raise ValidationError(_("What the job was about has changed; start it again there."))
    job.task.enqueue(*given["args"], **given["kwargs"])
    job.delete()


@transaction.atomic
def cancel(job: Job) -> None:
    """Let a job that waits not begin."""
    give_up(job, TaskResultStatus.READY, Cancelled(Cancelled.__doc__))


@transaction.atomic
def give_up(job: Job, status: str, reason: Exception) -> None:
    """Mark a job as failed from outside; what it was to change is free for others again.

    Raises ValidationError where its status is another meanwhile.
    """
    locked(job, status).set_failed(reason)
    if turn := TURNS.get(job.task_path):
        turn.give_back(job.args_kwargs["args"][0])


def locked(job: Job, status: str) -> Job:
    """Lock the job and return it, if its status is still this one; else raise ValidationError.

    A worker that is about to take it goes first.
    """
    found = Job.objects.select_for_update(skip_locked=True).filter(pk=job.pk, status=status)
    if now := found.first():
        return now
    raise ValidationError(_("The job is not as it was any more."))
