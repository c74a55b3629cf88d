"""Jobs for tests, run by a worker in a process of its own."""

import time
from pathlib import Path

from django.db import transaction
from django_tasks import task

from jobs.progress import progress


@task()
def note(path: str, text: str) -> None:
    with Path(path).open("a") as file:
        file.write(f"{text}\n")


@task()
def fail() -> None:
    raise ValueError("The paper is out.")


@task()
def sleep(path: str, seconds: float) -> None:
    """In one transaction, telling how far it is."""
    with transaction.atomic():
        progress(1, 3, "asleep")
        Path(path).touch()
        time.sleep(seconds)
