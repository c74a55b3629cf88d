"""Two people at once: nothing is lost, and what is withdrawn stays withdrawn."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, Event

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from documents.history import actions
from documents.models import Entry, IndexedEntry
from documents.search.projection import project
from tests.factories import make_entry

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(pool, work):
    def run():
        try:
            return work()
        finally:
            connection.close()

    return pool.submit(run)


def test_a_projection_that_overlaps_a_withdrawal_does_not_bring_the_entry_back():
    entry, withdrawn, go_on = make_entry(), Event(), Event()

    def withdraw_slowly():
        with transaction.atomic():
            actions.withdraw(Entry.objects.get(pk=entry.pk), None, "Outdated.")
            withdrawn.set()
            go_on.wait(5)

    with ThreadPoolExecutor(2) as pool:
        first = in_thread(pool, withdraw_slowly)
        withdrawn.wait(5)
        second = in_thread(pool, lambda: project([entry.pk]))
        go_on.set()
        first.result(), second.result()

    assert not IndexedEntry.objects.exists()


def test_of_a_withdrawal_and_a_publication_at_once_the_entry_ends_in_one_state():
    entries = [make_entry(f"Entry {number}") for number in range(6)]

    def withdraw(entry):
        actions.withdraw(Entry.objects.get(pk=entry.pk), None, "Outdated.")

    def publish(entry):
        stale = Entry.objects.get(pk=entry.pk)
        with suppress(ValidationError):  # withdrawn meanwhile
            actions.publish(stale, None)

    with ThreadPoolExecutor(4) as pool:
        work = [
            in_thread(pool, lambda e=e, f=f: f(e)) for e in entries for f in (withdraw, publish)
        ]
        [each.result() for each in work]

    assert set(Entry.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert not IndexedEntry.objects.exists()


def race(older: Entry, newer: Entry, other: Entry) -> None:
    """One names another replacement of the older entry, one works on the newer and then on both."""
    ready = Barrier(2)

    def rename():
        ready.wait(5)
        with suppress(ValidationError):
            actions.replace(Entry.objects.get(pk=older.pk), other, None, "Better.")

    def keep():
        entry = Entry.objects.get(pk=newer.pk)
        ready.wait(5)
        with transaction.atomic():
            actions.lock(entry)
            actions.replace(Entry.objects.get(pk=older.pk), newer, None, "As before.")

    with ThreadPoolExecutor(2) as pool:
        work = [in_thread(pool, each) for each in (rename, keep)]
        [each.result() for each in work]


def test_two_who_need_the_same_entries_do_not_wait_for_one_another_for_ever():
    older, newer, other = make_entry("Older"), make_entry("Newer"), make_entry("Other")
    for _time in range(8):
        actions.supersede(Entry.objects.get(pk=older.pk), None, "A newer one.", newer)
        race(older, newer, other)
        actions.reinstate(Entry.objects.get(pk=older.pk), None, "Once more.")

    assert Entry.objects.get(pk=older.pk).is_published
