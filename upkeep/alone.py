"""One run at a time, whoever starts it: a worker, or somebody by hand."""

from contextlib import contextmanager
from zlib import crc32

from django.db import connection


class Busy(Exception):
    """Somebody else is at it."""


@contextmanager
def alone(name: str):
    """Hold PostgreSQL's lock of this name; Busy where another process has it."""
    key = key_of(name)
    if not ask("SELECT pg_try_advisory_lock(%s)", key):
        raise Busy
    try:
        yield
    finally:
        ask("SELECT pg_advisory_unlock(%s)", key)


def key_of(name: str) -> int:
    return crc32(f"upkeep.{name}".encode())


def ask(question: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(question, [key])
        return cursor.fetchone()[0]
