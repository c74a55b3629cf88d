"""While an import is being applied, others read and save."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from documents.changes import apply
from documents.history import actions
from documents.models import Entry, IndexedEntry
from tests.documents.test_concurrency import in_thread
from tests.exchange.test_round_trip import prepared
from tests.factories import make_entry, make_kind

pytestmark = pytest.mark.django_db(transaction=True)


def save_another() -> int:
    """Publish another entry, without waiting for anybody; the number of entries readers find."""
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '2s'")
    entry = make_entry("Theirs")
    actions.entry_saved(entry, None)
    return IndexedEntry.objects.count()


def test_others_publish_while_an_import_is_written_and_nobody_sees_half_of_it():
    make_kind("tool")
    entry = make_entry("Walks")
    run = prepared(f"identifier,title\n{entry.identifier},Changed\n".encode(), "csv")
    run.state = "prepared"
    run.save()
    seen = []

    def meanwhile(done: int, total: int) -> None:
        if not seen:
            seen.append(in_thread(pool, save_another).result(20))
            seen.append(in_thread(pool, lambda: Entry.objects.get(pk=entry.pk).title).result(20))

    with ThreadPoolExecutor(1) as pool:
        apply(run, run.actor, meanwhile)

    assert seen == [2, "Walks"]
    assert Entry.objects.get(pk=entry.pk).title == "Changed"
