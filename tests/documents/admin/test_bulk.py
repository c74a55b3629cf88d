"""The three steps in the admin: choose, see, apply; and the list of what was done."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.curation import bulk
from documents.models import BulkChange, Entry
from tests.factories import make_concept, make_entry
from tests.people import make_person

pytestmark = pytest.mark.django_db

LIST = "admin:documents_entry_changelist"
DONE = "admin:documents_bulkchange_changelist"


@pytest.fixture
def curator():
    return make_person("ben", "Curators")


@pytest.fixture
def client(client, curator):
    client.force_login(curator)
    return client


@pytest.fixture
def youth():
    return make_concept("theme", "youth", label="Youth")


def choose_url(entries="") -> str:
    return reverse("admin:documents_bulkchange_choose") + query_for(entries)


def form_url(action: str, entries="") -> str:
    return reverse("admin:documents_bulkchange_form", args=[action]) + query_for(entries)


def query_for(entries) -> str:
    return "?entries=" + ",".join(str(each.pk) for each in entries) if entries else ""


def page_url(change, page: str = "change") -> str:
    return reverse(f"admin:documents_bulkchange_{page}", args=[change.pk])


def prepared(user, *entries, add) -> BulkChange:
    parameters = {"add": [add.pk], "remove": [], "note": ""}
    return bulk.prepare(user, "tag", parameters, [entry.pk for entry in entries])


def tagged(concept) -> set[int]:
    return set(Entry.objects.filter(concepts=concept).values_list("pk", flat=True))


def test_from_the_list_to_what_was_done_and_back(client, youth):
    """Every step as a browser without scripts takes it."""
    one, two, other = make_entry("One"), make_entry("Two"), make_entry("Other")
    ticked = {"action": "change_many", "_selected_action": [one.pk, two.pk], "index": "0"}

    choice = client.post(reverse(LIST), ticked, follow=True)
    address = form_url("tag", [one, two])
    assert address in choice.content.decode()
    preview = client.post(address, {"concepts": [youth.pk], "note": ""}, follow=True)
    change = BulkChange.objects.get()
    assert "+ Youth" in preview.content.decode()
    assert "Change 2 entries" in preview.content.decode()
    assert tagged(youth) == set()

    result = client.post(page_url(change, "apply"), follow=True)
    assert tagged(youth) == {one.pk, two.pk}
    assert page_url(change, "undo") in result.content.decode()
    assert page_url(change) in client.get(reverse(DONE)).text

    client.post(page_url(change, "undo"))
    assert tagged(youth) == set()
    assert other.pk not in change.lines.values_list("entry_id", flat=True)


def test_all_that_the_list_shows_is_meant_across_its_pages(client, youth):
    drafts = [make_entry(f"Draft {n}", state="draft") for n in range(60)]
    make_entry("Published")
    query = "?state__exact=draft"

    listed = client.get(reverse(LIST) + query).text
    assert "Change all 60 entries of this list" in listed
    assert reverse("admin:documents_bulkchange_choose") + query in listed
    client.post(form_url("tag") + query, {"concepts": [youth.pk]})

    lines = BulkChange.objects.get().lines.values_list("entry_id", flat=True)
    assert set(lines) == {draft.pk for draft in drafts}


def test_select_across_means_the_same(client):
    entry = make_entry(state="draft")
    ticked = {"action": "change_many", "_selected_action": [entry.pk], "select_across": "1"}

    page = client.post(reverse(LIST) + "?state__exact=draft", ticked | {"index": "0"})

    assert page.url == reverse("admin:documents_bulkchange_choose") + "?state__exact=draft"


def test_entries_are_not_deleted_from_the_list(client):
    entry = make_entry(state="draft")
    ticked = {"action": "delete_selected", "_selected_action": [entry.pk], "index": "0"}

    client.post(reverse(LIST), ticked | {"post": "yes"})

    assert Entry.objects.filter(pk=entry.pk).exists()


FORMS = {
    "tag": lambda youth, rita: {"concepts": [make_concept("theme", "women").pk]},
    "untag": lambda youth, rita: {"concepts": [youth.pk]},
    "retag": lambda youth, rita: {"old": youth.pk, "new": make_concept("theme", "women").pk},
    "review_due": lambda youth, rita: {"day": "2027-01-31"},
    "reviewer": lambda youth, rita: {"reviewer": rita.pk, "due_on": "2027-01-31"},
    "publish": lambda youth, rita: {"reason": "A reason."},
}


@pytest.mark.parametrize("action", FORMS)
def test_every_action_has_a_form_that_leads_to_a_preview(client, youth, action):
    entry = make_entry(state="in_review", concepts=[youth])
    data = FORMS[action](youth, make_person("rita", "Reviewers"))

    form = client.get(form_url(action, [entry]))
    preview = client.post(form_url(action, [entry]), data, follow=True)

    assert all(f'name="{name}"' in form.text for name in data)
    change = BulkChange.objects.get()
    assert preview.redirect_chain == [(page_url(change), 302)]
    assert entry.identifier in preview.text
    assert change.lines.get().outcome == ("refused" if action == "publish" else "change")


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("tag", {"concepts": []}),
        ("tag", {"concepts": ["999999"]}),
        ("tag", {"concepts": ["x' OR 1=1"]}),
        ("untag", {"concepts": ["1"]}),
        ("retag", {"old": "", "new": ""}),
        ("review_due", {"day": "2027-02-30"}),
        ("reviewer", {"reviewer": "1"}),
        ("publish", {"reason": "\x00"}),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field(client, action, data):
    page = client.post(form_url(action, [make_entry()]), data | {"_preview": "1"})

    assert 'class="errorlist"' in page.text
    assert not BulkChange.objects.exists()


def test_a_concept_is_not_replaced_by_itself(client, youth):
    entry = make_entry(concepts=[youth])

    page = client.post(form_url("retag", [entry]), {"old": youth.pk, "new": youth.pk})

    assert "Choose two different concepts." in page.text


class TestHostileRequests:
    @pytest.mark.parametrize(
        "query", ["?entries=", "?entries=1;2", "?entries=-1", "?entries=9999999999999999999999",
                  "?entries=1%00", "?date_hierarchy__gt=x", "?state__exact=x&p=abc",
                  "?title__regex=(", "?missing=nonsense"],
    )  # fmt: skip
    def test_an_address_of_nonsense_changes_nothing(self, client, query):
        make_entry()

        page = client.get(reverse("admin:documents_bulkchange_choose") + query)

        assert page.status_code in (200, 302, 400, 404)
        assert not BulkChange.objects.exists()

    def test_entries_that_are_not_there_are_in_no_preview(self, client, youth):
        page = client.post(form_url("tag") + "?entries=999999", {"concepts": [youth.pk]})

        assert "There are no entries to change." in page.text
        assert not BulkChange.objects.exists()

    def test_asking_for_a_page_changes_nothing(self, client, curator, youth):
        entry = make_entry()
        change = prepared(curator, entry, add=youth)

        assert client.get(page_url(change, "apply")).status_code == 405
        assert client.get(form_url("tag", [entry])).status_code == 200
        client.post(page_url(change))
        change.refresh_from_db()
        assert (change.state, tagged(youth)) == ("prepared", set())
        bulk.apply(change.pk)
        assert client.get(page_url(change, "undo")).status_code == 200
        assert tagged(youth) == {entry.pk}

    def test_a_request_from_another_site_changes_nothing(self, curator, youth):
        change = prepared(curator, make_entry(), add=youth)
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(curator)

        assert strict.post(page_url(change, "apply")).status_code == 403
        assert tagged(youth) == set()

    def test_the_preview_of_another_is_nobodys(self, client, youth):
        change = prepared(make_person("ana", "Organizers"), make_entry(), add=youth)

        statuses = [
            client.get(page_url(change)).status_code,
            client.post(page_url(change, "apply")).status_code,
            client.post(page_url(change, "undo")).status_code,
        ]

        assert statuses == [404, 404, 404]
        assert tagged(youth) == set()
        assert page_url(change) not in client.get(reverse(DONE)).text

    def test_what_another_applied_is_on_record_and_can_be_undone(self, client, curator, youth):
        change = prepared(make_person("ana", "Organizers"), make_entry(), add=youth)
        bulk.apply(change.pk)

        client.post(page_url(change, "undo"))

        change.refresh_from_db()
        assert (change.state, change.undone_by) == ("undone", curator)

    @pytest.mark.parametrize("role", ["", "Members", "Reviewers"])
    def test_who_may_not_change_entries_finds_none_of_it(self, client, youth, role):
        entry = make_entry()
        change = prepared(make_person("ana", "Organizers"), entry, add=youth)
        bulk.apply(change.pk)
        client.force_login(make_person("max", role, is_staff=True))

        addresses = [choose_url([entry]), form_url("tag", [entry]), form_url("publish", [entry])]

        assert [client.get(each).status_code for each in addresses] == [403, 403, 403]
        assert client.post(form_url("tag", [entry]), {"concepts": [youth.pk]}).status_code == 403
        assert client.get(page_url(change)).status_code in (403, 404)
        client.post(page_url(change, "undo"))
        assert tagged(youth) == {entry.pk}

    def test_visitors_are_sent_to_sign_in(self, youth):
        page = Client().get(form_url("tag"))

        assert page.status_code == 302
        assert "/login/" in page.url

    def test_no_other_action_and_no_other_page_is_there(self, client, curator, youth):
        change = prepared(curator, make_entry(), add=youth)

        assert client.get(form_url("explode")).status_code == 404
        assert client.post(page_url(change, "delete"), {"post": "yes"}).status_code == 403
        assert client.get(reverse("admin:documents_bulkchange_add")).status_code == 403


def test_undoing_says_first_how_many_entries_it_touches_and_which(client, curator, youth):
    entries = [make_entry(f"Guide {n:02}") for n in range(12)]
    late = make_entry("Late")
    change = prepared(curator, *entries, late, add=youth)
    bulk.apply(change.pk)
    Entry.objects.filter(pk=late.pk).update(version=7)

    page = client.get(page_url(change, "undo")).text

    assert "12 entries will be what they were before the change." in page
    assert "1 entry stays as it is now." in page
    assert [f"Guide {n:02}" in page for n in range(12)] == [True] * 10 + [False] * 2
    assert "and 2 more" in page
    assert "Late" in page
    assert tagged(youth) == {late.pk, *(entry.pk for entry in entries)}

    client.post(page_url(change, "undo"))
    assert tagged(youth) == {late.pk}


def test_what_is_refused_and_what_was_left_out_are_named(client, curator, youth):
    kept, late = make_entry("Gone", state="withdrawn"), make_entry("Late")
    change = prepared(curator, kept, late, add=youth)
    preview = client.get(page_url(change))
    Entry.objects.filter(pk=late.pk).update(version=7)

    client.post(page_url(change, "apply"))
    left = client.get(page_url(change) + "?outcome=left")

    assert "A withdrawn entry does not change." in preview.text
    assert "Somebody has changed it since the preview." in left.text
    assert (late.identifier in left.text, kept.identifier in left.text) == (True, False)


def test_titles_and_names_are_text(client, curator):
    evil = "<script>alert(1)</script>"
    concept = make_concept("theme", "evil", label=evil)

    change = prepared(curator, make_entry(evil), add=concept)

    assert evil not in client.get(page_url(change)).text
    assert evil not in client.get(form_url("tag", [make_entry(evil)])).text


def test_the_pages_need_the_same_queries_for_two_and_for_thirty(client, curator, youth):
    counts = []
    for number in (2, 28):
        entries = [make_entry(f"Guide {n}", concepts=[youth]) for n in range(number)]
        change = prepared(curator, *entries, add=make_concept("theme", f"t{number}"))
        addresses = [page_url(change), form_url("review_due", entries), choose_url(entries)]
        for address in addresses:
            client.get(address)
        with CaptureQueriesContext(connection) as captured:
            for address in addresses:
                client.get(address)
        counts.append(len(captured))

    assert counts[0] == counts[1]
