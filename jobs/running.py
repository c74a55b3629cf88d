"""The job that this process is at, and a line to the database beside its transaction."""

from contextvars import ContextVar
from functools import cache

from django.db import connection
from django_tasks.signals import task_finished, task_started

current: ContextVar[str | None] = ContextVar("current job", default=None)


def listen() -> None:
    task_started.connect(begin)
    task_finished.connect(end)


def begin(task_result, **kwargs) -> None:
    current.set(task_result.id)


def end(**kwargs) -> None:
    current.set(None)


@cache
def beside():
    """Open a connection whose writes others see at once; it lives as long as the process."""
    own = connection.get_new_connection(connection.get_connection_params())
    own.autocommit = True
    return own
