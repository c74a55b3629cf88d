"""The search's own table, brought up to date in the transaction of each change."""

from collections.abc import Iterable
from pathlib import Path

from django.db import connection, transaction

STATEMENT = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")


@transaction.atomic
def project(entry_ids: Iterable[int]) -> None:
    """Bring the search's rows of these entries to what the entries are now.

    An entry that evaluates others changes what is known of those; where such a relation was
    taken away, give the id of its other end too.
    """
    ids = sorted(set(entry_ids))
    if ids:
        run(ids)


@transaction.atomic
def project_all() -> int:
    """Write the whole projection anew; the number of its rows."""
    run(None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_indexedentry")
        return cursor.fetchone()[0]


def run(ids: list[int] | None) -> None:
    """One after the other: the lock is a statement of its own, so that the projection's snapshot
    is taken when everybody who held the lock before has committed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('documents_indexedentry'))")
        cursor.execute(STATEMENT, {"ids": ids})
