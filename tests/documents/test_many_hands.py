"""200 edits on 20 entries by 8 people at once: nothing is lost, nothing is broken."""

import random
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.urls import reverse

from documents.curation.workflow import TRANSITIONS, perform
from documents.models import Entry, IndexedEntry, Threshold
from documents.roles import ensure_groups
from tests.documents.admin.test_entry_admin import form_data
from tests.extent import extent
from tests.factories import make_entry, make_kind
from tests.people import make_person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trial]

PEOPLE, ENTRIES = 8, extent(20, quick=20, trial=200)
EDITS = extent(200, quick=20, trial=2_000)
ATTEMPTS = 50  # of one person at one text, before something must be wrong


class Person:
    """One who edits through the form, as in a browser, and moves entries on."""

    def __init__(self, number: int):
        self.account = make_person(f"person{number}", "Organizers")
        self.client, self.chance = Client(), random.Random(number)
        self.client.force_login(self.account)
        self.written: list[tuple[int, str]] = []

    def work(self, number: int, entries: list[int]) -> None:
        try:
            pk = self.chance.choice(entries)
            if self.chance.random() < 0.7:
                self.add_a_word(pk, f"word{number}")
            else:
                self.take_a_step(pk)
        finally:
            connection.close()

    def add_a_word(self, pk: int, word: str) -> None:
        """Read, append, save; whoever was overtaken reads again, as people do. A withdrawn entry
        does not change any more."""
        address = reverse("admin:documents_entry_change", args=[pk])
        for _attempt in range(ATTEMPTS):
            entry = Entry.objects.get(pk=pk)
            if entry.is_withdrawn:
                return
            data = form_data(
                title=entry.title, summary=f"{entry.summary} {word}".strip(),
                opened_version=entry.version,
            )  # fmt: skip
            if self.client.post(address, data).status_code == 302:
                self.written.append((pk, word))
                return
        raise AssertionError(f"{word} could not be saved")

    def take_a_step(self, pk: int) -> None:
        entry = Entry.objects.get(pk=pk)
        steps = [code for code, step in TRANSITIONS.items() if entry.state in step.sources]
        if self.chance.random() < 0.8:  # what is withdrawn can be edited by nobody
            steps = [code for code in steps if code != "withdraw"]
        if steps:
            try:
                perform(entry, self.chance.choice(steps), self.account, "A reason.")
            except ValidationError:
                assert Entry.objects.get(pk=pk)  # somebody was quicker, or something is missing


def test_nothing_is_lost_and_nothing_is_broken():
    ensure_groups()
    Threshold.objects.create(kind=make_kind("tool"), reviewers=0)
    entries = [make_entry(f"Entry {n}", state="draft").pk for n in range(ENTRIES)]
    people = [Person(number) for number in range(PEOPLE)]

    with ThreadPoolExecutor(PEOPLE) as pool:
        work = [pool.submit(people[n % PEOPLE].work, n, entries) for n in range(EDITS)]
        [each.result() for each in work]

    written = [each for person in people for each in person.written]
    assert len(written) > EDITS / 2
    texts = dict(Entry.objects.values_list("pk", "summary"))
    assert [each for each in written if each[1] not in texts[each[0]].split()] == []
    for entry in Entry.objects.all():
        is_whole(entry)


def is_whole(entry: Entry) -> None:
    """Its history has no gap, and the search knows exactly what is published."""
    steps = list(entry.state_changes.order_by("pk").values_list("source", "target"))
    assert all(before[1] == after[0] for before, after in pairwise(steps))
    assert entry.state == (steps[-1][1] if steps else "draft")
    numbers = list(entry.revisions.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, entry.version + 1))
    assert IndexedEntry.objects.filter(pk=entry.pk).exists() == entry.is_published
