"""What waits, for whom."""

import pytest
from django.urls import reverse

from documents.curation import conversation, reviewing
from documents.curation.queue import entries_waiting, queue
from documents.curation.workflow import perform
from documents.models import Submission
from tests.factories import make_entry
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_person("ben", "Curators")


def lines(user):
    return {
        line.entry.title: (str(line.task), [str(each) for each in line.whom], line.is_mine)
        for line in queue(entries_waiting(user), user)
    }


def test_each_state_says_what_it_waits_for_and_whom(curator):
    ana, rita = make_person("ana", "Organizers"), make_person("rita", "Reviewers")
    make_entry("Draft", state="draft", entered_by=ana)
    make_entry("New", state="submitted")
    for title in ("Nobody asked", "Asked"):
        perform(make_entry(title, state="submitted"), "start_review", curator)
    asked = entries_waiting(curator).get(title="Asked")
    for reviewer in (rita, make_person("rafi", "Reviewers")):
        reviewing.assign(asked, reviewer, curator)
    make_entry("Accepted", state="accepted")
    make_entry("Done")

    assert lines(curator) == {
        "Draft": ("to be finished and submitted", ["ana"], False),
        "New": ("to be looked at", ["a curator"], True),
        "Nobody asked": ("for reviewers to be asked", ["a curator"], True),
        "Asked": ("to be reviewed", ["rita", "rafi"], False),
        "Accepted": ("to be published", ["a curator"], True),
    }
    assert lines(rita) == {"Asked": ("to be reviewed", ["rita", "rafi"], True)}


def test_a_question_waits_for_whoever_suggested_the_entry(curator):
    entry = make_entry("Asked back", state="submitted")
    submission = Submission.objects.create(
        entry=entry, name="Sara", email="sara@example.net", why="So.", confirmed_at=entry.created_at
    )

    conversation.say(entry, curator, "Which year?", "submitter")
    assert lines(curator)["Asked back"][1] == ["whoever suggested it"]

    conversation.answer(submission, "2019.")
    assert lines(curator)["Asked back"][1] == ["a curator"]


def test_a_suggestion_that_nobody_confirmed_is_nobodys_work(curator):
    entry = make_entry("Perhaps spam", state="draft")
    Submission.objects.create(entry=entry, name="S", email="s@example.net", why="So.")

    assert lines(curator) == {}


def test_the_longest_wait_comes_first(curator):
    for title in ("First", "Second"):
        make_entry(title, state="submitted")

    assert list(lines(curator)) == ["First", "Second"]


def test_it_is_filtered_by_state_kind_and_reviewer(curator, client):
    client.force_login(curator)
    make_entry("A tool", state="submitted")
    make_entry("A lesson", kind="failure", state="draft")
    address = reverse("admin:documents_entry_queue")

    page = client.get(f"{address}?state=draft").content.decode()

    assert "A lesson" in page
    assert "A tool" not in page
    assert client.get(f"{address}?state=nonsense&kind=x&page=ψ").status_code == 200


@pytest.mark.parametrize("role", ["", "Members"])
def test_it_is_for_curators_and_reviewers_alone(client, role):
    client.force_login(make_person("max", role, is_staff=True))

    assert client.get(reverse("admin:documents_entry_queue")).status_code == 403


def test_who_suggested_an_entry_is_led_to_its_own_page_by_account_or_address(curator, client):
    rita = make_person("rita", "Reviewers")
    for number, columns in enumerate([{"account": rita}, {"email": rita.email.upper()}]):
        entry = make_entry(f"Hers {number}", state="submitted")
        Submission.objects.create(
            entry=entry, name="Rita", why="So.", confirmed_at=entry.created_at, **columns
        )
        conversation.say(entry, curator, "Which year?", "submitter")

    found = queue(entries_waiting(rita), rita)

    assert [(line.is_mine, line.address) for line in found] == [
        (True, line.entry.submission.secret_address()) for line in found
    ]
    client.force_login(rita)
    assert [client.get(line.address).status_code for line in found] == [200, 200]
    desk = queue(entries_waiting(curator), curator)[0].address
    client.force_login(curator)
    assert client.get(desk).status_code == 200
