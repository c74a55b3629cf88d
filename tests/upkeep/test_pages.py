"""The pages of upkeep in the admin."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from documents.models import File, Link
from tests.factories import make_concept, make_entry, make_place
from tests.people import make_person
from upkeep.concerns import CONCERNS, counts
from upkeep.duplicates import find_duplicates
from upkeep.models import PossibleDuplicate

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TITLE = "Walking the market together <b>after dark</b>"


def make_trouble(number: int) -> None:
    """One more of everything that wants looking after."""
    entry = make_entry(f"Troubled {number}", review_due=TODAY, issued=str(1950 + number))
    since = timezone.now() - timedelta(days=9)
    Link.objects.create(
        entry=entry, url="https://gone.example/", failures=3, failing_since=since,
        checked_at=since, check_result="missing",
    )  # fmt: skip
    Link.objects.create(entry=entry, url="https://new.example/")
    columns = {"entry": entry, "name": "a.pdf", "format": "pdf", "size": 1, "sha256": "0"}
    File.objects.create(number=1, fixity="changed", extraction="none", **columns)
    File.objects.create(number=2, extraction="failed", extraction_message="Unreadable.", **columns)
    theme = make_concept("theme", f"old-{number}", status="deprecated")
    make_concept("theme", f"unused-{number}")
    make_concept("theme", f"new-{number}", status="proposed")
    old_place = make_place(f"old-{number}", "city", status="deprecated")
    make_entry(
        f"{TITLE} {number}", issued=str(1950 + number), verified_on=TODAY, concepts=[theme],
        places=[old_place],
    )  # fmt: skip
    make_entry(f"{TITLE} {number}", issued=str(1950 + number), verified_on=TODAY)
    gone = make_entry(f"Gone {number}", state="withdrawn")
    make_entry(f"Left behind {number}", state="superseded", replacement=gone)
    find_duplicates()


@pytest.fixture
def organizer(client):
    client.force_login(person := make_person("ana", "Organizers"))
    return person


def page_of(code: str) -> str:
    return reverse("admin:upkeep_concern", args=[code])


def test_every_sort_is_counted_and_listed_with_the_way_to_mend_it(client, organizer):
    assert set(counts().values()) == {0}

    make_trouble(1)

    assert counts() == dict.fromkeys(CONCERNS, 1)
    overview = client.get(reverse("admin:upkeep")).content.decode()
    for code, concern in CONCERNS.items():
        assert page_of(code) in overview
        response = client.get(page_of(code))
        (line,) = response.context["lines"]
        assert str(concern.remedy) in response.content.decode()
        assert client.get(line.url.partition("#")[0]).status_code == 200


def test_titles_are_shown_as_text(client, organizer):
    make_trouble(1)

    page = client.get(page_of("duplicates")).content.decode()

    assert "&lt;b&gt;after dark" in page
    assert "<b>after dark" not in page


@pytest.mark.parametrize("page", ["overview", *CONCERNS])
def test_the_number_of_queries_does_not_grow_with_the_rows(client, organizer, page):
    address = reverse("admin:upkeep") if page == "overview" else page_of(page)
    found = []
    for number in (1, 2, 3):
        make_trouble(number)
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        found.append(len(captured))

    assert found == [found[0]] * 3


def test_long_lists_have_pages(client, organizer):
    for number in range(51):
        make_entry(f"Unverified {number}")

    pages = [client.get(f"{page_of('unverified')}?page={page}") for page in ("1", "2", "ψ", "99")]

    assert [len(response.context["lines"]) for response in pages] == [50, 1, 50, 1]


def test_used_from_above_is_used():
    people = make_concept("theme", "people")
    youth = make_concept("theme", "youth", [people])
    make_concept("theme", "nobody")
    make_entry(concepts=[youth], review_due=TODAY + timedelta(days=1), verified_on=TODAY)

    lines = [str(row) for row in CONCERNS["orphaned-concepts"].rows()]

    assert lines == ["nobody"]
    assert counts()["review-due"] == 0


def test_what_is_not_published_is_nobodys_concern():
    for state in ("draft", "withdrawn"):
        entry = make_entry(state=state, review_due=TODAY)
        Link.objects.create(entry=entry, url="https://new.example/")

    assert set(counts().values()) == {0}


def test_a_pair_can_be_said_not_to_be_the_same(client, organizer):
    make_trouble(1)
    pair = PossibleDuplicate.objects.get()
    address = reverse("admin:upkeep_dismiss", args=[pair.pk])
    assert address in client.get(page_of("duplicates")).content.decode()
    assert client.get(address).status_code == 405

    assert client.post(address, follow=True).context["lines"] == []
    assert PossibleDuplicate.objects.get().dismissed_by == organizer
    assert client.post(reverse("admin:upkeep_dismiss", args=[0])).status_code == 404


def test_the_first_screen_leads_here_and_names_broken_links(client, organizer):
    make_trouble(1)

    page = client.get("/admin/").content.decode()

    assert reverse("admin:upkeep") in page
    assert page_of("broken-links") in page


@pytest.mark.parametrize("role", ["", "Members", "Reviewers"])
def test_it_is_for_those_who_may_change_entries(client, role):
    make_trouble(1)
    pair = PossibleDuplicate.objects.get()
    client.force_login(make_person("max", role, is_staff=True))

    pages = [reverse("admin:upkeep"), *map(page_of, CONCERNS)]
    assert {client.get(page).status_code for page in pages} == {403}
    forms = [reverse("admin:upkeep_dismiss", args=[pair.pk]), reverse("admin:upkeep_letter")]
    assert {client.post(form).status_code for form in forms} == {403}
    assert PossibleDuplicate.objects.get().dismissed_at is None


def test_who_is_not_logged_in_is_asked_to(client):
    assert client.get(reverse("admin:upkeep")).status_code == 302


def test_there_is_no_other_concern(client, organizer):
    assert client.get(page_of("nonsense")).status_code == 404


@pytest.mark.parametrize("upkeep", ["broken", "damaged", "unread"])
def test_the_list_of_entries_can_be_narrowed_to_those_with_trouble(client, organizer, upkeep):
    make_trouble(1)

    response = client.get(f"/admin/documents/entry/?upkeep={upkeep}")

    assert [entry.title for entry in response.context["cl"].result_list] == ["Troubled 1"]


def test_the_form_of_an_entry_says_what_was_found(client, organizer):
    make_trouble(1)
    entry = Link.objects.first().entry

    page = client.get(f"/admin/documents/entry/{entry.pk}/change/").content.decode()

    assert "there is no such page" in page


@pytest.mark.parametrize(
    ("own", "successor", "is_lost"),
    [
        ({}, {}, False),
        ({}, {"state": "withdrawn"}, True),
        ({}, {"access": "members"}, True),
        ({"access": "members"}, {"access": "members"}, False),
        ({}, {"access": "embargoed", "embargo_until": TODAY + timedelta(days=1)}, True),
        ({}, {"access": "embargoed", "embargo_until": TODAY}, False),
        ({"state": "withdrawn"}, {"state": "withdrawn"}, True),
        ({"state": "published"}, {"state": "withdrawn"}, False),
    ],
)
def test_a_replacement_that_readers_cannot_read_is_lost(own, successor, is_lost):
    other = make_entry("Successor", **successor)
    entry = make_entry(**{"state": "superseded", "replacement": other} | own)

    assert list(CONCERNS["lost-replacements"].rows()) == ([entry] if is_lost else [])


def test_what_stands_for_it_is_named_and_why_it_cannot_be_read(client, organizer):
    other = make_entry("Successor", access="members")
    entry = make_entry(state="superseded", replacement=other)

    (line,) = client.get(page_of("lost-replacements")).context["lines"]

    assert (line.label, line.note, line.other.label) == (str(entry), "members only", str(other))
    assert line.url == reverse("admin:documents_entry_replacement", args=[entry.pk])
