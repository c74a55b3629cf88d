"""One more line in `LANGUAGES` is one more language: nothing is missing, no page breaks."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as real
from django.contrib.auth.models import User
from django.db import connection
from django.utils.translation import override

from documents.citation import cite
from documents.models import Submission
from documents.search import title_indexes
from exchange.readers.dates import months
from taxonomy.localized import LocalizedText
from tests.factories import make_concept, make_entry, make_kind, make_scheme
from twg_repository import messages
from wording import languages

PRETENDED = [*real.LANGUAGES, ("pt", "Português")]


@pytest.fixture
def _portuguese(settings):
    """As it is on the first day: without a catalogue, without formats and names of its own."""
    settings.LANGUAGES = PRETENDED
    cached = (languages.names, languages.locale, months)
    for each in cached:
        each.cache_clear()
    yield
    for each in cached:
        each.cache_clear()


@pytest.fixture
def collection():
    """An entry that is told in English alone, in a vocabulary that asks a question."""
    question = {"question": {"en": "What for?"}, "question_short": {"en": "For"}}
    make_scheme("goal", is_facet=True, door={"en": "a goal"}, **question)
    make_kind("tool")
    return make_entry("Safety walks", concepts=[make_concept("goal", "G1")], takeaway="They help.")


def test_it_needs_no_migration(tmp_path):
    told = f"from twg_repository.settings import *\nLANGUAGES = {PRETENDED!r}\n"
    (tmp_path / "one_more.py").write_text(told, encoding="utf-8")

    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "django", "makemigrations", "--check", "--dry-run"],
        cwd=real.BASE_DIR, capture_output=True, text=True, check=False,
        env=os.environ | {
            "DJANGO_SETTINGS_MODULE": "one_more", "PYTHONPATH": f"{tmp_path}:{real.BASE_DIR}",
        },
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "No changes detected\n"), done.stderr


@pytest.mark.django_db
@pytest.mark.usefixtures("_portuguese")
class TestPages:
    @pytest.mark.parametrize(
        "address",
        [
            "/", "/search/", "/search/?sort=title", "/search/?q=walks", "/search/suggestions/?q=wa",
            "/situation/", "/entries/{entry}/", "/entries/{entry}/versions/", "/vocabularies/",
            "/vocabularies/goal/", "/vocabularies/goal/G1/", "/places/", "/suggest/", "/declined/",
            "/about/", "/accessibility/", "/design/",
        ],
    )  # fmt: skip
    def test_a_page_is_there(self, client, collection, address):
        make_scheme("place")

        page = client.get("/pt" + address.format(entry=collection.identifier))

        assert page.status_code == 200
        assert '<html lang="pt" dir="ltr">' in page.content.decode()
        assert 'hreflang="pt"' in page.content.decode()

    def test_what_is_told_in_english_alone_says_so(self, client, collection):
        page = client.get("/pt/situation/").content.decode()

        assert '<h1 id="question" lang="en">What for?</h1>' in page

    @pytest.mark.parametrize(
        "model",
        [
            "documents/entry/add/?kind=tool", "taxonomy/concept/add/", "taxonomy/scheme/add/",
            "accounts/invitation/add/",
        ],
    )  # fmt: skip
    def test_a_form_of_the_admin_asks_for_its_texts(self, client, collection, model):
        client.force_login(User.objects.create_superuser("ana"))

        page = client.get(f"/pt/admin/{model}")

        assert page.status_code == 200
        if "scheme" in model:
            assert 'name="title_pt"' in page.content.decode()

    def test_the_data_for_programs_is_there(self, client, collection):
        assert client.get("/api/v1/entries/").status_code == 200
        assert client.get(collection.get_absolute_url() + "?format=json").status_code == 200

    def test_letters_come_in_it(self, client, collection):
        data = {
            "kind": collection.kind.pk, "title": "Lamps", "url": "https://example.net/lamps",
            "why": "So.", "name": "Sara", "email": "sara@example.net",
        }  # fmt: skip

        client.post("/pt/suggest/", data)

        assert Submission.objects.get().language == "pt"

    def test_its_words_are_taken_from_it_where_there_are_any(self, collection):
        with override("pt"):
            assert languages.name("es") == "espanhol"
            assert str(LocalizedText(en="gang", pt="facção")) == "facção"
            assert str(LocalizedText(en="gang")) == "gang"
            assert "Safety walks" in cite(collection)
        assert (languages.names()["espanhol"], months()["março"]) == ("es", 3)

    def test_titles_get_an_index_in_its_order(self):
        title_indexes.ensure()

        assert "indexed_title_pt" in title_indexes.existing()
        with connection.cursor() as cursor:
            cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'indexed_title_pt'")
            assert "'pt'" in cursor.fetchone()[0]

    def test_its_catalogue_begins_empty(self, settings, tmp_path):
        settings.LOCALE_PATHS = [tmp_path]

        messages.write("pt", messages.updated("pt"))

        assert len(messages.untranslated(messages.catalogue("pt"))) > 1000


def test_which_languages_run_from_right_to_left_is_known_to_django():
    assert [languages.direction(code) for code in ("ar", "he", "fa-IR", "pt", "qu")] == [
        "rtl", "rtl", "rtl", "ltr", "ltr",
    ]  # fmt: skip


def test_of_a_language_that_babel_does_not_know_names_are_english():
    with override("xx"):
        assert languages.name("es") == "Spanish"
