"""Who has a page already is told so, as long as nothing that it depends on changed."""

import pytest
from django.contrib.auth.models import User

from documents.history import actions
from documents.search import page
from taxonomy import actions as vocabulary
from tests.factories import make_concept, make_entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def concept():
    return make_concept("theme", "gangs")


@pytest.fixture
def entry(concept):
    return make_entry("A lantern", concepts=[concept])


def test_an_unchanged_search_is_not_sent_again(client, entry):
    first = client.get("/search/?q=lantern")

    again = client.get("/search/?q=lantern", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]
    assert "Content-Security-Policy" not in again  # the page's own stays in force


@pytest.mark.parametrize("what", ["entry", "label", "new"])
def test_every_change_that_a_page_may_show_makes_it_another(client, entry, concept, what):
    first = client.get("/search/")
    if what == "entry":
        actions.withdraw(entry, None, "Outdated.")
    if what == "new":
        make_entry("Another")
    if what == "label":
        concept.labels.update(text="Bands")
        vocabulary.concept_saved(concept)

    again = client.get("/search/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 200
    assert again.content != first.content


def test_addresses_and_languages_are_different_pages(client, entry):
    tags = {
        client.get(address, headers={"Accept-Language": language})["ETag"]
        for address in ("/search/", "/es/search/", "/search/?q=lantern")
        for language in ("en", "ar")
    }

    assert len(tags) == 6


def test_the_same_question_is_answered_once(client, entry, monkeypatch):
    first = client.get("/search/?q=lantern").content

    monkeypatch.setattr(page, "search", None)

    assert client.get("/search/?q=lantern").content == first


def test_what_members_see_is_kept_for_nobody(client, entry):
    client.force_login(User.objects.create_superuser("lead"))
    page_of_lead = client.get("/search/?q=lantern")
    client.logout()

    assert page_of_lead["Cache-Control"].startswith("private")
    assert b"lead" not in client.get("/search/?q=lantern").content
    assert client.get("/search/?q=lantern")["ETag"] != page_of_lead["ETag"]
