"""The job that this process is at, and a line to the database beside its transaction."""

from contextlib import suppress
from contextvars import ContextVar
from functools import cache

from django.db import Error, connection, connections
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
    """Open a connection whose writes others see at once; it is kept until `let_go`."""
    own = opened()
    own.autocommit = True
    return own


@cache
def lifeline():
    """Open a connection that stays in one transaction, which ends with this process.

    A lock of a transaction holds behind pgbouncer too, where those of a session do not.
    """
    return opened()


def opened():
    return connection.get_new_connection(connection.get_connection_params())


def let_go() -> None:
    """Close all connections of this process; those that are needed are opened again."""
    for own in (beside, lifeline):
        if own.cache_info().currsize:
            with suppress(Error):
                own().close()
            own.cache_clear()
    connections.close_all()
