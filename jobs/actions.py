"""What organizers can do with a job."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus

from jobs.models import Job


class Cancelled(Exception):
    """Somebody cancelled this job before it began."""


@transaction.atomic
def retry(job: Job) -> None:
    """Put a failed job into the queue again, with what it was given."""
    job = locked(job, TaskResultStatus.FAILED)
    given = job.args_kwargs
    job.task.enqueue(*given["args"], **given["kwargs"])
    job.delete()


@transaction.atomic
def cancel(job: Job) -> None:
    """Let a job that waits not begin."""
    locked(job, TaskResultStatus.READY).set_failed(Cancelled(Cancelled.__doc__))


def locked(job: Job, status: str) -> Job:
    """The job, if it still is as it must be; a worker that is about to take it goes first."""
    found = Job.objects.select_for_update(skip_locked=True).filter(pk=job.pk, status=status)
    if now := found.first():
        return now
    raise ValidationError(_("The job is not as it was any more."))
