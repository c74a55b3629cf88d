"""What is done again and again."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from jobs.models import Schedule

RECURRING: dict[str, tuple[Task, timedelta]] = {}
CLOCKS_DIFFER = timedelta(minutes=5)  # between machines, without anything being wrong
PENDING = [TaskResultStatus.READY, TaskResultStatus.RUNNING]


def every(**interval: float) -> Callable[[Task], Task]:
    """Make a job recur, above `@task()`: `@every(hours=6)`, `@every(days=7)`."""

    def register(task: Task) -> Task:
        RECURRING[task.module_path] = task, timedelta(**interval)
        return task

    return register


def enqueue_due() -> list[str]:
    """Put what is due into the queue, once however many workers ask; the tasks' paths.

    A task that is new here begins to count; one whose last run is not over yet waits for it.
    """
    known = [Schedule(task=path, last_enqueued_at=timezone.now()) for path in RECURRING]
    Schedule.objects.bulk_create(known, ignore_conflicts=True)
    return [path for path, (task, interval) in RECURRING.items() if begun(path, task, interval)]


@transaction.atomic
def begun(path: str, task: Task, interval: timedelta) -> bool:
    now = timezone.now()
    is_due = Q(last_enqueued_at__lte=now - interval)
    was_tomorrow = Q(last_enqueued_at__gt=now + CLOCKS_DIFFER)  # the clock was put back since
    due = Schedule.objects.select_for_update(skip_locked=True).filter(
        is_due | was_tomorrow, task=path
    )
    row = due.first()
    if row is None or DBTaskResult.objects.filter(task_path=path, status__in=PENDING).exists():
        return False
    row.last_enqueued_at = timezone.now()
    row.save(update_fields=["last_enqueued_at"])
    task.enqueue()
    return True
