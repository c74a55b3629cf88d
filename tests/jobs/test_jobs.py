"""The queue: done once, seen while it runs, found again when a worker is lost."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django_tasks import TaskResultStatus

from accounts.roles import ensure_permissions
from documents.roles import ensure_groups
from jobs import actions, schedule, worker
from jobs.jobs import forget_finished
from jobs.models import Job, Progress, Schedule
from tests.jobs import tasks
from tests.people import make_person

END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
pytestmark = pytest.mark.django_db(transaction=True)

PROJECT = settings.BASE_DIR


def environment() -> dict[str, str]:
    database = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGPASSWORD": "PASSWORD"}
    return {
        **os.environ,
        **{name: str(database[key]) for name, key in names.items() if database.get(key)},
        "DATABASE_URL": f"postgres://{database['USER']}@/{connection.settings_dict['NAME']}",
        "SECRET_KEY": "only-for-tests-" + "x" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "PYTHONPATH": str(PROJECT),
    }


def start(*arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", "work", *arguments], cwd=PROJECT, env=environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def until(true, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.slow
class TestTheWorker:
    def test_two_workers_do_each_job_once(self, tmp_path):
        done = tmp_path / "done"
        for number in range(30):
            tasks.note.enqueue(str(done), str(number))

        workers = [start("--once") for _worker in range(2)]

        assert [each.wait(60) for each in workers] == [0, 0]
        assert sorted(map(int, done.read_text().split())) == list(range(30))

    def test_how_far_it_is_is_seen_from_outside_its_transaction(self, tmp_path):
        result = tasks.sleep.enqueue(str(tmp_path / "begun"), 60)
        process = start()
        try:
            until(lambda: Progress.objects.filter(result_id=result.id).exists())
            far = Progress.objects.get()
            assert (far.done, far.total, far.note) == (1, 3, "asleep")
        finally:
            process.kill()
            process.wait()

    def test_what_a_killed_worker_was_at_is_found_and_can_be_tried_again(self, tmp_path):
        tasks.sleep.enqueue(str(tmp_path / "begun"), 60)
        process = start()
        until((tmp_path / "begun").exists)
        assert worker.give_up_lost() == 0

        process.send_signal(signal.SIGKILL)
        process.wait()
        until(lambda: worker.give_up_lost() == 1)

        job = Job.objects.get()
        assert job.status == TaskResultStatus.FAILED
        assert "The worker ended" in job.traceback
        actions.retry(job)
        assert Job.objects.get().status == TaskResultStatus.READY

    def test_it_goes_on_when_the_database_has_ended_all_its_connections(self, tmp_path):
        process = start()
        try:
            tasks.note.enqueue(str(tmp_path / "done"), "before")
            until((tmp_path / "done").exists)
            with connection.cursor() as cursor:
                cursor.execute(END_OTHERS)
            tasks.note.enqueue(str(tmp_path / "again"), "after")
            until((tmp_path / "again").exists)
            assert process.poll() is None
        finally:
            process.kill()
            process.wait()

    def test_it_finishes_its_job_when_it_is_asked_to_end(self, tmp_path):
        tasks.sleep.enqueue(str(tmp_path / "begun"), 1)
        process = start()
        until((tmp_path / "begun").exists)

        process.terminate()

        assert process.wait(20) == 0
        assert Job.objects.get().status == TaskResultStatus.SUCCESSFUL

    def test_a_job_that_fails_says_why_and_the_next_is_done(self, tmp_path):
        tasks.fail.enqueue()
        tasks.note.enqueue(str(tmp_path / "done"), "next")

        start("--once").wait(60)

        assert (tmp_path / "done").exists()
        assert Job.objects.filter(
            status=TaskResultStatus.FAILED, traceback__contains="paper"
        ).exists()


class TestWhatRecurs:
    @pytest.fixture(autouse=True)
    def recurring(self, monkeypatch):
        path = tasks.fail.module_path
        monkeypatch.setattr(schedule, "RECURRING", {path: (tasks.fail, timedelta(hours=1))})
        schedule.enqueue_due()
        self.overdue()

    def overdue(self) -> None:
        Schedule.objects.update(last_enqueued_at=timezone.now() - timedelta(hours=2))

    def test_it_begins_once_however_many_ask(self):
        def ask(_number):
            try:
                return schedule.enqueue_due()
            finally:
                connection.close()

        with ThreadPoolExecutor(8) as pool:
            begun = [path for paths in pool.map(ask, range(16)) for path in paths]

        assert begun == [tasks.fail.module_path]
        assert Job.objects.count() == 1

    def test_a_clock_that_was_ahead_and_is_put_back_silences_nothing(self):
        Schedule.objects.update(last_enqueued_at=timezone.now() + timedelta(days=400))

        assert schedule.enqueue_due() == [tasks.fail.module_path]

    def test_clocks_of_two_machines_may_differ_a_little(self):
        Schedule.objects.update(last_enqueued_at=timezone.now() + timedelta(seconds=20))

        assert schedule.enqueue_due() == []

    def test_it_does_not_pile_up(self):
        schedule.enqueue_due()
        self.overdue()

        assert schedule.enqueue_due() == []

    def test_it_is_not_begun_before_its_time(self):
        Schedule.objects.update(last_enqueued_at=timezone.now() - timedelta(minutes=59))

        assert schedule.enqueue_due() == []


def test_finished_jobs_are_forgotten_in_time():
    for status, days in (("SUCCESSFUL", 8), ("SUCCESSFUL", 1), ("FAILED", 8), ("FAILED", 31)):
        result = tasks.fail.enqueue()
        Job.objects.filter(pk=result.id).update(
            status=status, finished_at=timezone.now() - timedelta(days=days)
        )

    forget_finished.func()

    assert sorted(Job.objects.values_list("status", flat=True)) == ["FAILED", "SUCCESSFUL"]


class TestTheAdmin:
    @pytest.fixture(autouse=True)
    def groups(self):
        ensure_groups()
        ensure_permissions()

    @pytest.fixture
    def failed(self):
        job = Job.objects.get(pk=tasks.fail.enqueue().id)
        job.set_failed(ValueError("The paper is out."))
        return job

    def test_it_shows_what_runs_and_the_error(self, client, failed):
        client.force_login(make_person("ana", "Organizers"))
        Progress.objects.create(result_id=failed.pk, done=2, total=4, at=timezone.now())

        page = client.get(reverse("admin:jobs_job_changelist")).content.decode()

        assert "<progress" in page
        assert "The paper is out." in page
        detail = client.get(reverse("admin:jobs_job_change", args=[failed.pk])).content.decode()
        assert "Try again" in detail

    def test_a_failed_job_is_tried_again_and_a_waiting_one_cancelled(self, client, failed):
        client.force_login(make_person("ana", "Organizers"))

        client.post(reverse("admin:jobs_job_retry", args=[failed.pk]))
        again = Job.objects.get()
        assert again.status == TaskResultStatus.READY
        client.post(reverse("admin:jobs_job_cancel", args=[again.pk]))
        again.refresh_from_db()
        assert "cancelled" in again.traceback

    @pytest.mark.parametrize("role", ["Members", "Reviewers", "Curators"])
    def test_it_is_for_organizers_alone(self, client, failed, role):
        client.force_login(make_person("max", role, is_staff=True))

        assert client.get(reverse("admin:jobs_job_changelist")).status_code == 403
        for name in ("retry", "cancel"):
            assert (
                client.post(reverse(f"admin:jobs_job_{name}", args=[failed.pk])).status_code == 403
            )
        assert Job.objects.get().status == TaskResultStatus.FAILED

    def test_a_click_does_not_act(self, client, failed):
        client.force_login(make_person("ana", "Organizers"))

        for name in ("retry", "cancel"):
            assert (
                client.get(reverse(f"admin:jobs_job_{name}", args=[failed.pk])).status_code == 405
            )

    def test_the_list_asks_the_same_number_of_queries(self, client, django_assert_max_num_queries):
        client.force_login(make_person("ana", "Organizers"))
        for _number in range(30):
            tasks.fail.enqueue()

        with django_assert_max_num_queries(14):
            client.get(reverse("admin:jobs_job_changelist"))


def test_what_was_done_to_a_job_is_told_in_the_reader_s_language(client):
    ensure_groups()
    ensure_permissions()
    client.force_login(make_person("ana", "Organizers"))
    tasks.fail.enqueue()
    with override("fr"):
        actions.cancel(Job.objects.get())

    for page in (
        reverse("admin:jobs_job_changelist"),
        reverse("admin:jobs_job_change", args=[Job.objects.get().pk]),
    ):
        text = client.get(f"/ar{page}").content.decode()
        assert "ألغى أحدهم هذه المهمة قبل أن تبدأ." in text
        assert "Somebody cancelled" not in text


def test_a_worker_writes_down_errors_in_english_whatever_is_active(monkeypatch):
    spoken = []
    monkeypatch.setattr(worker, "work_on", lambda *given: spoken.append(get_language()))

    with override("fr"):
        worker.work(once=True)

    assert spoken == ["en"]
