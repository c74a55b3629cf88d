"""Rooms above `documents` show something on its pages without its knowing them."""

import logging

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents import slots
from documents.audience import Audience
from documents.models import Entry
from documents.pages.entry import EntryPage
from documents.search.projection import project, statement
from documents.slots import DerivedFacet, Insert, Slot
from tests.factories import make_concept, make_entry
from tests.people import make_person

pytestmark = pytest.mark.django_db
TEMPLATE = "components/notice.html"  # prints `text`; any template of one word will do


@pytest.fixture(autouse=True)
def own_registry(monkeypatch):
    monkeypatch.setattr(slots, "declared", dict(slots.declared))
    monkeypatch.setattr(slots, "derived", dict(slots.derived))
    statement.cache_clear()
    yield
    statement.cache_clear()


@pytest.fixture
def word(tmp_path, settings):
    """A template that prints its value."""
    (tmp_path / "word.html").write_text("<p>{{ value }}</p>")
    settings.TEMPLATES = [
        {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}
    ]
    assert get_template("word.html")
    return "word.html"


def shown(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def fail(subject, audience):
    raise RuntimeError("The room is empty.")


def test_on_the_page_of_an_entry_in_their_order_and_in_its_contents(client, word):
    entry = make_entry("Walks")
    slots.declare(
        Insert(Slot.ENTRY, "late", 99, lambda page, audience: f"late {page.entry.pk}", word),
        Insert(Slot.ENTRY, "early", 1, lambda page, audience: "early", word, heading="Early"),
    )

    page = shown(client, entry.get_absolute_url())

    assert page.index("<p>early</p>") < page.index("cite-title") < page.index(f"late {entry.pk}")
    names = [each.insert.name for each in EntryPage(entry, Audience.PUBLIC).inserts]
    assert names == ["early", "cite", "late"]


def test_in_the_line_of_a_result_and_at_the_head_of_a_search(client, word):
    first, _second = make_entry("Walks by day"), make_entry("Walks by night")
    slots.declare(
        Insert(Slot.RESULT, "line", 1, lambda results, audience: {first.pk: "in the line"}, word),
        Insert(Slot.SEARCH, "head", 1, lambda page, audience: f"{page.total} at the head", word),
    )

    page = shown(client, f"{reverse('search')}?q=walks")

    assert page.count("in the line") == 1
    assert page.index("2 at the head") < page.index("by night")


def test_on_the_first_screen_of_the_admin_and_in_the_data(client, word):
    entry = make_entry("Walks")
    slots.declare(
        Insert(Slot.FIRST_SCREEN, "hello", 1, lambda user, audience: f"Hello {user}", word),
        Insert(Slot.DATA, "verdict", 1, lambda entries, audience: {entry.pk: {"homicide": 1}}),
    )
    data = client.get(reverse("api_entry", args=[entry.identifier])).json()
    client.force_login(make_person("ana", "Organizers"))

    assert data["verdict"] == {"homicide": 1}
    assert "<p>Hello ana</p>" in shown(client, "/admin/")


@pytest.mark.parametrize("slot", Slot)
def test_what_fails_is_left_out_and_logged(client, slot, caplog, word):
    entry = make_entry("Walks")
    slots.declare(Insert(slot, "broken", 1, fail, word))
    client.force_login(make_person("ana", "Organizers"))

    with caplog.at_level(logging.ERROR, "documents.slots"):
        for address in (entry.get_absolute_url(), reverse("search"), "/admin/",
                        reverse("api_entry", args=[entry.identifier])):  # fmt: skip
            assert client.get(address).status_code == 200

    assert {record.message for record in caplog.records} == {
        f"The insert broken of {slot} failed and is left out."
    }


def test_what_fails_in_its_template_or_in_the_database_harms_nothing_else(client, word, caplog):
    entry = make_entry("Walks")

    def ask_nonsense(page, audience):
        with connection.cursor() as cursor:
            cursor.execute("SELECT nonsense")

    slots.declare(
        Insert(Slot.ENTRY, "database", 1, ask_nonsense, word, queries=1),
        Insert(Slot.ENTRY, "template", 2, lambda page, audience: "x", "nowhere.html"),
    )

    with caplog.at_level(logging.CRITICAL, "documents.slots"):
        page = shown(client, entry.get_absolute_url())
    assert 'id="cite-title"' in page


def test_members_see_what_is_for_members(client, word):
    slots.declare(
        Insert(Slot.SEARCH, "secret", 1, lambda page, audience: "for members", word,
               audience=Audience.MEMBERS)
    )  # fmt: skip

    assert "for members" not in shown(client, reverse("search"))
    client.force_login(make_person("mia", "Members"))
    assert "for members" in shown(client, reverse("search"))


def test_a_remembered_search_ends_with_what_its_inserts_rest_on(client, word):
    state = {"revision": "1"}
    slots.declare(
        Insert(Slot.SEARCH, "head", 1, lambda page, audience: f"state {state['revision']}", word,
               revision=lambda: state["revision"])
    )  # fmt: skip
    assert "state 1" in shown(client, reverse("search"))

    state["revision"] = "2"

    assert "state 2" in shown(client, reverse("search"))


def test_two_of_one_name_are_refused():
    slots.declare(Insert(Slot.ENTRY, "same", 1, fail))

    with pytest.raises(ValueError, match="same"):
        slots.declare(Insert(Slot.ENTRY, "same", 2, fail))


@pytest.mark.parametrize("number", [1, 6])
def test_each_asks_no_more_than_it_says(number):
    shared = make_concept("theme", "youth")
    entries = [make_entry(f"Walks of lanterns {n}", concepts=[shared]) for n in range(number)]
    page = EntryPage(Entry.objects.select_related("kind").get(pk=entries[0].pk), Audience.PUBLIC)
    assert page.relations == []
    for insert in slots.inserts(Slot.ENTRY, Audience.PUBLIC):
        insert.make(page, Audience.PUBLIC)  # the search's index is read once by each process
        with CaptureQueriesContext(connection) as asked:
            insert.make(page, Audience.PUBLIC)
        assert len(asked) <= insert.queries, insert.name


def test_a_derived_facet_filters_counts_and_is_no_tag(client):
    verdict = make_concept("verdict", "worked", label="worked")
    verdict.scheme.is_facet = True
    verdict.scheme.save()
    entry, _other = make_entry("Walks"), make_entry("Talks")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE verdicts (entry_id bigint, concept_id bigint)")
        cursor.execute("INSERT INTO verdicts VALUES (%s, %s)", [entry.pk, verdict.pk])
    slots.declare_facet(DerivedFacet(frozenset({"verdict"}), "verdicts"))
    statement.cache_clear()
    project([entry.pk])

    found = client.get(reverse("search"), {"verdict": "worked"}).context["search"]

    assert [result.pk for result in found.results] == [entry.pk]
    assert "verdict" in slots.not_tagged()
