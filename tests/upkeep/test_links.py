"""Links are looked at in turn, and what came of it is kept."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connections
from django.utils import timezone

from documents.models import Link
from tests.factories import make_entry
from upkeep.alone import Busy, key_of
from upkeep.links import check_links, record
from upkeep.probing import Verdict

pytestmark = pytest.mark.django_db
URL = "https://example.org/guide"


def make_link(url: str = URL, entry=None, **columns) -> Link:
    return Link.objects.create(entry=entry or make_entry(), url=url, **columns)


def check(results: dict | None = None, most: int = 100) -> list[str]:
    """Look at links without a network; returns the addresses asked for, in order."""
    asked = []

    def probe(url, pauses):
        asked.append(url)
        return (results or {}).get(url, Verdict(Link.CheckResult.REACHED))

    check_links(most, probe=probe)
    return asked


def fail(link: Link, days_ago: int, monkeypatch, result=Link.CheckResult.MISSING) -> Link:
    """As if it had failed so many days ago."""
    then = timezone.now() - timedelta(days=days_ago)
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: then)
        record(link, Verdict(result))
    link.refresh_from_db()
    return link


def test_the_never_seen_come_first_then_the_oldest(monkeypatch):
    day = timezone.now() - timedelta(days=1)
    make_link("https://a.example/", checked_at=day, check_due=day)
    make_link("https://b.example/", checked_at=day, check_due=day - timedelta(days=1))
    make_link("https://c.example/")
    make_link("https://d.example/", checked_at=day, check_due=day + timedelta(days=9))

    assert check(most=2) == ["https://c.example/", "https://b.example/"]
    assert check() == ["https://a.example/"]
    assert check() == []


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_only_those_of_published_entries_are_looked_at(state):
    make_link(entry=make_entry(state=state))

    assert check() == []


def test_one_that_breaks_the_run_does_not_hold_up_the_next():
    make_link("https://a.example/")
    make_link("https://b.example/")

    def probe(url, pauses):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        check_links(probe=probe)

    assert check() == ["https://b.example/"]


def test_three_failures_on_different_days_break_a_link(monkeypatch):
    link = make_link()

    states = [
        (fail(link, days_ago, monkeypatch).failures, link.is_broken) for days_ago in (9, 9, 5, 1)
    ]

    assert states == [(1, False), (1, False), (2, False), (3, True)]
    assert timezone.now() - link.failing_since > timedelta(days=8)
    assert list(Link.objects.broken()) == [link]


def test_a_failing_link_is_looked_at_sooner_than_one_that_works(monkeypatch):
    good, bad = make_link("https://good.example/"), make_link("https://bad.example/")

    check({"https://bad.example/": Verdict(Link.CheckResult.SLOW)})
    good.refresh_from_db()
    bad.refresh_from_db()

    assert bad.check_due < good.check_due
    assert (bad.check_result, good.check_result) == ("slow", "reached")


def test_a_link_that_works_again_is_whole(monkeypatch):
    link = make_link()
    for days_ago in (9, 5, 1):
        fail(link, days_ago, monkeypatch)

    record(link, Verdict(Link.CheckResult.REACHED))
    link.refresh_from_db()

    assert (link.failures, link.failing_since, link.is_broken) == (0, None, False)


@pytest.mark.parametrize("result", Link.UNCLEAR)
def test_a_server_that_answers_no_machines_proves_nothing(monkeypatch, result):
    link = make_link()
    fail(link, 9, monkeypatch)

    record(link, Verdict(result))
    link.refresh_from_db()

    assert (link.failures, link.check_result) == (1, result)


def test_a_busy_host_is_left_alone_with_all_its_links():
    for url in ("https://busy.example/1", "https://busy.example/2?x", "http://BUSY.example"):
        make_link(url)
    make_link("https://busy.example.org/")
    busy = Verdict(Link.CheckResult.BUSY, "busy.example", timedelta(hours=3))

    assert check({"https://busy.example/1": busy}) == [
        "https://busy.example/1",
        "https://busy.example.org/",
    ]


def test_another_address_was_never_checked(monkeypatch):
    link = make_link()
    fail(link, 1, monkeypatch)

    link.title = "Guide"
    link.save()
    assert Link.objects.get().failures == 1

    link.url = "https://example.org/new"
    link.save()
    found = Link.objects.get()
    assert (found.failures, found.failing_since, found.checked_at, found.check_result) == (
        0, None, None, "",
    )  # fmt: skip


def test_what_was_found_at_the_old_address_is_not_kept(monkeypatch):
    link = make_link()
    Link.objects.update(url="https://example.org/new")

    record(link, Verdict(Link.CheckResult.MISSING))

    assert Link.objects.get().checked_at is None


def test_the_database_holds_that_failures_have_a_beginning():
    with pytest.raises(IntegrityError, match="link_failing_since_its_first_failure"):
        make_link(failures=2)


@pytest.fixture
def other_process():
    """A connection of its own to the database."""
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        yield cursor
    other.close()


def test_two_runs_do_not_meet(other_process):
    make_link()
    other_process.execute("SELECT pg_advisory_lock(%s)", [key_of("links")])

    with pytest.raises(Busy):
        check()

    other_process.execute("SELECT pg_advisory_unlock(%s)", [key_of("links")])
    assert check() == [URL]
    assert check() == []


def test_the_page_of_an_entry_says_since_when_a_link_is_broken(client, monkeypatch):
    link = make_link()
    page = link.entry.get_absolute_url()
    assert "Link not checked yet" in client.get(page).content.decode()

    fail(link, 9, monkeypatch)
    assert "Link checked on" in client.get(page).content.decode()

    for days_ago in (5, 1):
        fail(link, days_ago, monkeypatch)
    assert "Could not be reached since" in client.get(page).content.decode()
