"""The process that does the work: it wakes what recurs, and finds what a lost worker left."""

import logging
import time
from uuid import uuid4

import psycopg2
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, InterfaceError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django_tasks import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker

from jobs.actions import give_up
from jobs.models import Job
from jobs.running import beside, let_go, lifeline
from jobs.schedule import enqueue_due

log = logging.getLogger(__name__)

INTERVAL = 1.0  # seconds
LOOK_AROUND = 30.0  # seconds between two looks at what recurs and what was lost
PAUSES = (1, 2, 5, 10, 30)  # seconds until the database is asked again
AWAY = (DatabaseError, InterfaceError, psycopg2.OperationalError, psycopg2.InterfaceError)
# Each worker holds a lock as long as it lives; the database lets go of it however it ended.
HOLD = "SELECT pg_advisory_xact_lock(hashtextextended('worker ' || %s, 0))"
TRY = "SELECT pg_try_advisory_xact_lock(hashtextextended('worker ' || %s, 0))"
STILL = "SELECT 1"


class WorkerEnded(Exception):
    """The worker ended while it was at this job. It can be tried again."""

    message = _("The worker ended while it was at this job. It can be tried again.")


def new_worker() -> Worker:
    return Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=uuid4().hex, excluded_queue_names=[],
    )  # fmt: skip


def work(once: bool) -> None:
    """Do what waits, for ever or until nothing does.

    What goes wrong is written down for programmers, in English; what people are told is kept as
    messages (`wording`).
    """
    with override(settings.LANGUAGE_CODE):
        if once:
            work_on(new_worker(), once)
        else:
            work_on_and_on()


def work_on_and_on() -> None:
    """Work until asked to end; where the database goes away, wait for it and begin anew.

    The worker that comes back is another: what the one before was at is found as lost.
    """
    pauses = iter(PAUSES)
    while True:
        worker, begun = new_worker(), time.monotonic()
        try:
            return work_on(worker, once=False)
        except AWAY as error:
            log.warning("The database cannot be reached: %s", str(error).strip())
            let_go()
        if not worker.running:
            return None
        if time.monotonic() - begun > LOOK_AROUND:  # it was there for a while
            pauses = iter(PAUSES)
        time.sleep(next(pauses, PAUSES[-1]))


def work_on(worker: Worker, once: bool) -> None:
    worker.configure_signals()
    with lifeline().cursor() as cursor:
        cursor.execute(HOLD, [worker.worker_id])
    looked = -LOOK_AROUND
    while worker.running:
        if time.monotonic() - looked >= LOOK_AROUND:
            look_around()
            looked = time.monotonic()
        worker.run()  # until the queue is empty
        if once:
            return
        if worker.running:
            time.sleep(INTERVAL)


def look_around() -> None:
    with lifeline().cursor() as cursor:
        cursor.execute(STILL)  # what is closed is noticed, and held again
    give_up_lost()
    enqueue_due()


def give_up_lost() -> int:
    """Mark what ended workers were at as failed; the number of jobs."""
    running = Job.objects.filter(status=TaskResultStatus.RUNNING)
    lost = [job for job in running if not is_alive(job.worker_ids[-1])]
    return len([job for job in lost if was_given_up(job)])


def was_given_up(job: Job) -> bool:
    """Mark the job as failed; False where it has ended by itself meanwhile."""
    try:
        give_up(job, TaskResultStatus.RUNNING, WorkerEnded(WorkerEnded.__doc__))
    except ValidationError:
        return False
    return True


def is_alive(worker_id: str) -> bool:
    with beside().cursor() as cursor:
        cursor.execute(TRY, [worker_id])
        is_free: bool = cursor.fetchone()[0]
    return not is_free
