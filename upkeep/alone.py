"""One run at a time, whoever starts it: a worker, or somebody by hand."""

from contextlib import contextmanager
from zlib import crc32

from jobs.running import opened

TRY = "SELECT pg_try_advisory_xact_lock(%s)"


class Busy(Exception):
    """Somebody else is at it."""


@contextmanager
def alone(name: str):
    """Hold PostgreSQL's lock of this name; Busy where another process has it.

    It is of a transaction, which holds behind pgbouncer too, on a connection of its own.
    """
    own = opened()
    try:
        with own.cursor() as cursor:
            cursor.execute(TRY, [key_of(name)])
            if not cursor.fetchone()[0]:
                raise Busy
            yield
    finally:
        own.close()


def key_of(name: str) -> int:
    return crc32(f"upkeep.{name}".encode())
