"""Who has a page already is told so, as long as nothing that it depends on changed."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import connection, connections, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test.utils import CaptureQueriesContext

from documents.history import actions
from documents.models import Entry, Relation
from documents.pages import release, remembering
from documents.pages.memory import Memory
from documents.pages.remembering import remembered
from documents.pages.revision import KEPT, forget, revision
from documents.search import page
from taxonomy import actions as vocabulary
from taxonomy.models import Scheme
from tests.documents.files import builders
from tests.factories import make_concept, make_entry, make_file, make_place

PAGES = [
    "/", "/search/", "/search/?q=lantern", "/situation/", "/places/", "/places/co-medellin/",
    "/vocabularies/", "/vocabularies/theme/", "/vocabularies/theme/gangs/", "/declined/",
    "/about/", "/accessibility/", "/entries/{}/", "/entries/{}/versions/",
    "/entries/{}/versions/1/", "/api/v1/entries/", "/api/v1/entries/{}/",
]  # fmt: skip
TRIGGERED = """
SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE tgname = 'next_page_revision'
"""
# What follows from the others, or says that they changed.
FOLLOWING = {
    "documents_findingconcept", "documents_findingresult", "documents_page_revision",
    "documents_searchchange", "documents_searchset", "documents_searchword", "taxonomy_revision",
}  # fmt: skip


@pytest.fixture
def concept():
    return make_concept("theme", "gangs")


@pytest.fixture
def entry(concept):
    return make_entry("A lantern", concepts=[concept])


@pytest.fixture
def full(entry):
    """An entry with something of every sort that its page shows."""
    asked = {"question": {"en": "Which?"}, "question_short": {"en": "Theme"}}
    Scheme.objects.filter(code="theme").update(**asked)
    place = make_place("co-medellin", level="city")
    entry.places.create(place=place)
    entry.links.create(url="https://example.org/lantern")
    entry.identifiers.create(scheme="doi", value="10.1234/lantern")
    make_file(entry, ContentFile(builders.pdf("Walk the street", pages=1)), language="en")
    Relation.objects.create(type="qualifies", source=make_entry("It failed"), target=entry)
    actions.entry_saved(entry, None)
    return entry


def triggered() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERED)
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.django_db
class TestEveryPage:
    @pytest.mark.parametrize("address", PAGES)
    def test_is_sent_once(self, client, full, address):
        first = client.get(address.format(full.identifier))

        again = client.get(
            address.format(full.identifier), headers={"If-None-Match": first["ETag"]}
        )

        assert first.status_code == 200
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert "Content-Security-Policy" not in again  # the page's own stays in force

    @pytest.mark.parametrize("address", PAGES)
    def test_is_made_once(self, client, full, address):
        first = client.get(address.format(full.identifier))
        with CaptureQueriesContext(connection) as asked:
            again = client.get(address.format(full.identifier))

        assert again.content == first.content
        assert dict(again.headers) == dict(first.headers)
        assert len(asked) == 1  # whether anything changed

    @pytest.mark.parametrize("address", PAGES)
    def test_rests_on_no_table_whose_changes_it_would_miss(self, client, full, address):
        with CaptureQueriesContext(connection) as asked:
            client.get(address.format(full.identifier))

        text = " ".join(each["sql"] for each in asked)
        tables = set(re.findall(r'(?:FROM|JOIN)\s+"?([a-z]\w*_\w+)"?', text))
        tables = {name for name in tables if name in connection.introspection.table_names()}
        assert tables
        assert tables - triggered() - FOLLOWING == set()

    @pytest.mark.parametrize("address", PAGES)
    def test_is_another_after_any_change(self, client, full, address):
        first = client.get(address.format(full.identifier))["ETag"]
        full.links.create(url="https://example.org/another")

        assert client.get(address.format(full.identifier))["ETag"] != first

    def test_of_another_day_is_another(self, client, full, monkeypatch):
        """An embargo may have ended."""
        first = client.get(f"/entries/{full.identifier}/")["ETag"]
        tomorrow = date.today() + timedelta(days=1)
        monkeypatch.setattr(remembering.timezone, "localdate", lambda: tomorrow)

        assert client.get(f"/entries/{full.identifier}/")["ETag"] != first

    def test_is_the_same_to_every_process_of_a_release(self, client, full):
        first = client.get(f"/entries/{full.identifier}/")["ETag"]
        remembering.memory.clear()
        release.digest.cache_clear()

        assert client.get(f"/entries/{full.identifier}/")["ETag"] == first

    def test_of_another_release_is_another(self, client, full, monkeypatch):
        first = client.get(f"/entries/{full.identifier}/")["ETag"]
        monkeypatch.setattr(release, "digest", lambda: "another")

        assert client.get(f"/entries/{full.identifier}/")["ETag"] != first


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["withdraw", Entry.Access.MEMBERS, Entry.Access.EMBARGOED])
def test_what_readers_may_no_longer_see_is_gone_at_once(client, full, change):
    address = f"/entries/{full.identifier}/"
    first = client.get(address)
    if change == "withdraw":
        actions.withdraw(full, None, "Outdated.")
    else:
        until = date(2999, 1, 1) if change == Entry.Access.EMBARGOED else None
        Entry.objects.filter(pk=full.pk).update(access=change, embargo_until=until)

    for headers in ({}, {"If-None-Match": first["ETag"]}):
        again = client.get(address, headers=headers)
        assert again.status_code in (403, 404, 410)
        assert "ETag" not in again or again["ETag"] != first["ETag"]
        assert b"lantern" not in again.content.lower()


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_addresses_and_languages_are_different_pages(client, entry):
    tags = {
        client.get(address, headers={"Accept-Language": language})["ETag"]
        for address in ("/search/", "/es/search/", "/search/?q=lantern")
        for language in ("en", "ar")
    }

    assert len(tags) == 6


@pytest.mark.django_db
def test_the_same_question_is_answered_once(client, entry, monkeypatch):
    first = client.get("/search/?q=lantern").content

    monkeypatch.setattr(page, "search", None)

    assert client.get("/search/?q=lantern").content == first


@pytest.mark.django_db
def test_what_members_see_is_kept_for_nobody(client, entry):
    client.force_login(User.objects.create_superuser("lead"))
    page_of_lead = client.get("/search/?q=lantern")
    client.logout()

    assert page_of_lead["Cache-Control"].startswith("private")
    assert b"lead" not in client.get("/search/?q=lantern").content
    assert "ETag" not in page_of_lead or (
        client.get("/search/?q=lantern")["ETag"] != page_of_lead["ETag"]
    )


@pytest.mark.django_db
def test_programs_of_other_sites_read_that_nothing_changed(client, entry):
    first = client.get("/api/v1/entries/")
    again = client.get("/api/v1/entries/", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert again["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["secret", "cookie", "missing", "sent"])
def test_what_is_not_for_all_is_never_kept(rf, sort):
    made = []

    @remembered
    def view(request):
        made.append(request)
        response = HttpResponse("page", status=404 if sort == "missing" else 200)
        if sort == "secret":
            get_token(request)
        if sort == "cookie":
            response.set_cookie("name", "value")
        return response

    for _time in range(2):
        request = rf.post("/") if sort == "sent" else rf.get("/")
        request.user = type("Visitor", (), {"is_authenticated": False})()
        assert "ETag" not in view(request)
    assert len(made) == 2


class Kept:
    def __init__(self, size: int):
        self.size = size


def test_memory_has_bounds():
    memory = Memory(100)
    for key in range(30):
        memory.keep(key, Kept(9))
        memory.recall(0)
    memory.keep("large", Kept(11))

    assert memory.used == 99
    assert list(memory.kept) == [*range(20, 30), 0]
    assert memory.recall("large") is None


@pytest.mark.django_db
def test_every_table_that_pages_show_tells_of_its_changes():
    names = triggered()
    for name in names:
        before = revision()
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{name}" WHERE false')
        assert revision() != before
    assert len(names) > 30


@pytest.mark.django_db
def test_numbers_of_long_ago_are_dropped_and_that_is_another_state(full):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO documents_page_revision SELECT -n, -n FROM generate_series(1, 9) n"
        )
        numbers = "documents_page_revision_number"
        cursor.execute("SELECT setval(%s, nextval(%s) + %s)", [numbers, numbers, KEPT])
    full.links.create(url="https://example.org/another")
    before = revision()

    assert forget() >= 9
    assert revision() != before
    assert forget() == 0


@pytest.mark.django_db(transaction=True)
def test_commits_in_any_order_are_different_states():
    """A writer that began earlier and commits later is noticed, too."""
    make_entry("A lantern")
    other = connections.create_connection("default")
    states = [revision()]
    with transaction.atomic(), connection.cursor() as first:
        first.execute("DELETE FROM documents_link WHERE false")
        with other.cursor() as second:
            second.execute("DELETE FROM documents_link WHERE false")
            second.execute("SELECT 1")
        with other.cursor() as reader:
            reader.execute("SELECT count(*), sum(number) FROM documents_page_revision")
            states.append(str(reader.fetchone()))
    states.append(revision())
    other.close()

    assert len(set(states)) == 3
