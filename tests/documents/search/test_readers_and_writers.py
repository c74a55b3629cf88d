"""Processes that publish and withdraw while others read: every read is a committed state.

Each slot has exactly one published entry at any time: a writer publishes the next version and
withdraws the one before in one transaction.
"""

import random
import time
from multiprocessing import get_context

import pytest
from django.db import connection, connections, transaction

from documents.history import actions
from documents.models import Entry
from documents.search.facets import flatten
from taxonomy.models import Concept
from tests.extent import extent
from tests.factories import make_concept, make_entry, make_kind
from tests.searching import ask

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.trial]

SECONDS = extent(8, quick=1, trial=60)
SLOTS = 8


def test_every_read_corresponds_to_a_committed_state():
    make_kind("tool")
    for slot in range(SLOTS):
        make_entry(
            f"Lantern {slot} version 1",
            concepts=[make_concept("theme", f"slot-{slot}")],
            period_start=slot, period_end=1900,
        )  # fmt: skip
    connections.close_all()

    with get_context("fork").Pool(4) as pool:
        work = [
            pool.apply_async(each, [seed]) for seed, each in enumerate([write, write, read, read])
        ]
        changes, _changes, reads, _reads = (each.get(SECONDS + 60) for each in work)

    assert changes > SECONDS  # more than one a second
    assert reads > SECONDS


def write(seed: int) -> int:
    rng, done, until = random.Random(seed), 0, time.monotonic() + SECONDS
    while time.monotonic() < until:
        replace(rng.randrange(SLOTS))
        done += 1
    return done


@transaction.atomic
def replace(slot: int) -> None:
    """The next version instead of the present one; whoever comes second waits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [slot])
    old = Entry.objects.published().get(period_start=slot)
    number = int(old.title.split()[-1]) + 1
    new = make_entry(
        f"Lantern {slot} version {number}", state="draft", period_start=slot, period_end=1900,
        concepts=[Concept.objects.get(code=f"slot-{slot}")],
    )  # fmt: skip
    actions.publish(new, None)
    actions.withdraw(old, None, "Replaced.", replacement=new)


def read(seed: int) -> int:
    rng, done, until = random.Random(seed), 0, time.monotonic() + SECONDS
    seen = dict.fromkeys(range(SLOTS), 0)
    while time.monotonic() < until:
        committed = versions_committed()
        check(rng.choice(["q=lantern", "", "theme=" + "&theme=".join(codes())]), committed, seen)
        done += 1
    return done


def codes() -> list[str]:
    return [f"slot-{slot}" for slot in range(SLOTS)]


def versions_committed() -> dict[int, int]:
    titles = Entry.objects.published().values_list("title", flat=True)
    return {int(words[1]): int(words[3]) for words in map(str.split, titles)}


def check(query: str, committed: dict[int, int], seen: dict[int, int]) -> None:
    """One entry a slot in the list and in the counts; none older than what was committed before
    the search began, none older than what was read before."""
    page = ask(query)
    shown = {}
    for result in page.results:
        words = result.title.replace("<mark>", "").replace("</mark>", "").split()
        shown[int(words[1])] = int(words[3])
    assert page.total == len(page.results) == len(shown) == SLOTS, (query, shown)
    facet = next(each for each in page.facets if each.code == "theme")
    counts = {value.code: value.count for value in flatten((*facet.values, *facet.folded))}
    assert counts == dict.fromkeys(codes(), 1)
    for slot, version in shown.items():
        assert version >= max(committed[slot], seen[slot]), (query, slot)
    seen.update(shown)
