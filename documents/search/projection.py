"""The search's own table, brought up to date in the transaction of each change."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.db import connection, transaction

from documents.models import Entry, IndexedEntry
from documents.slots import with_derived
from jobs.batches import batches

WRITTEN = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
BATCH = 2000  # entries that one transaction of a rebuild holds the lock for


@cache
def statement() -> str:
    """Return the SQL with the facets that rooms derive; they are declared when the site starts."""
    return with_derived(WRITTEN)


def fingerprint() -> str:
    return sha256(statement().encode()).hexdigest()


@transaction.atomic
def project(entry_ids: Iterable[int]) -> None:
    """Bring the search's rows of these entries to what the entries are now.

    An entry that evaluates others changes what is known of those; where such a relation was
    taken away, give the id of its other end too.

    One after the other: the lock is a statement of its own, so that the projection's snapshot
    is taken when everybody who held the lock before has committed.
    """
    ids = sorted(set(entry_ids))
    if ids:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('documents_indexedentry'))")
            cursor.execute(statement(), {"ids": ids})


def is_current() -> bool:
    """Tell whether the rows were written by this statement, not by one of an older version."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description('documents_indexedentry'::regclass)")
        return bool(cursor.fetchone()[0] == fingerprint())


def project_all() -> int:
    """Write every row anew, some thousand at a time; the number of rows."""
    ids = list(Entry.objects.order_by("pk").values_list("pk", flat=True))
    for some in batches(ids, BATCH):
        project(some)
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON TABLE documents_indexedentry IS %s", [fingerprint()])
    return IndexedEntry.objects.count()
