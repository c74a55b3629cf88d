"""Letters lead to pages in the reader's language, and a request for a review names its day."""

from datetime import date

import pytest
from django.core import mail
from django.utils import translation

from accounts.models import Profile
from documents.curation import reviewing
from documents.curation.workflow import perform
from documents.models import Submission
from tests.factories import make_entry
from tests.people import make_person
from tests.post import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_person("ben", "Curators")


@pytest.fixture
def entry(curator):
    entry = make_entry(state="submitted")
    perform(entry, "start_review", curator)
    return entry


def reader(language: str):
    person = make_person("rita", "Reviewers")
    Profile.objects.create(account=person, language=language)
    return person


def letter() -> str:
    """The one that goes out, from a worker that is in no reader's language."""
    mail.outbox.clear()
    with translation.override("es"):
        deliver()
    (sent,) = mail.outbox
    return sent.body


@pytest.mark.parametrize(
    ("language", "prefix", "day"),
    [("en", "", "by 1 April 2027"), ("fr", "/fr", "1 avril 2027"), ("ar", "/ar", "2027")],
)
def test_a_reviewer_is_led_to_the_desk_in_their_language_and_told_by_when(
    entry, curator, settings, language, prefix, day
):
    settings.SITE_URL = "https://twg.example"
    reviewing.assign(entry, reader(language), curator, date(2027, 4, 1))

    body = letter()

    assert f"https://twg.example{prefix}/admin/documents/entry/{entry.pk}/desk/" in body
    assert day in body


def test_without_a_day_none_is_named(entry, curator):
    reviewing.assign(entry, reader("en"), curator)

    assert "Please send it" not in letter()


def test_who_entered_an_entry_is_led_to_its_page_in_their_language(curator):
    entry = make_entry(state="accepted", entered_by=reader("ar"))

    perform(entry, "publish", curator)

    assert f"/ar{entry.get_absolute_url()}\n" in letter()


def test_who_suggested_an_entry_is_led_to_it_in_the_language_of_the_suggestion(entry, curator):
    submission = Submission.objects.create(
        entry=entry, name="Sara", email="sara@example.net", why="So.", language="fr",
        confirmed_at=entry.created_at,
    )  # fmt: skip

    perform(entry, "return", curator, "Name sources.")

    assert f"/fr/suggestions/{submission.token}/" in letter()
