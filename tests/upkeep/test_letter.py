"""The weekly letter."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from accounts.models import Profile
from tests.factories import make_entry
from tests.people import make_person
from upkeep import jobs, letter

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def at_once(settings):
    """Jobs are done when they are asked for."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def ana():
    return make_person("ana", "Organizers")


def tell(callbacks) -> list[str]:
    """The letters that go out now."""
    mail.outbox.clear()
    with callbacks(execute=True):
        jobs.tell.func()
    return [message.body for message in mail.outbox]


def test_it_says_what_there_is_more_of(ana, django_capture_on_commit_callbacks):
    make_entry("Due", review_due=TODAY, verified_on=TODAY)
    make_entry("Unverified")

    (body,) = tell(django_capture_on_commit_callbacks)

    assert "Entries whose review is due: 1, 1 more" in body
    assert "Entries that nobody has verified: 1, 1 more" in body
    assert reverse("admin:upkeep_concern", args=["review-due"]) in body
    assert "Possible duplicates" not in body


def test_it_leads_to_pages_in_the_readers_language(ana, django_capture_on_commit_callbacks):
    Profile.objects.create(account=ana, language="fr")
    make_entry("Due", review_due=TODAY, verified_on=TODAY)

    (body,) = tell(django_capture_on_commit_callbacks)

    paths = re.findall(r"https?://[^/\s]+(/\S+)", body)
    assert [path[:4] for path in paths] == ["/fr/"] * 3


def test_nothing_new_means_no_letter(ana, django_capture_on_commit_callbacks):
    assert tell(django_capture_on_commit_callbacks) == []
    entry = make_entry("Due", review_due=TODAY, verified_on=TODAY)
    assert len(tell(django_capture_on_commit_callbacks)) == 1

    assert tell(django_capture_on_commit_callbacks) == []

    entry.review_due = TODAY + timedelta(days=90)
    entry.save()
    assert tell(django_capture_on_commit_callbacks) == []
    entry.review_due = TODAY
    entry.save()
    assert len(tell(django_capture_on_commit_callbacks)) == 1


def test_links_that_wait_for_their_turn_are_no_news(ana, django_capture_on_commit_callbacks):
    make_entry("Fine", verified_on=TODAY).links.create(url="https://example.org/")

    assert tell(django_capture_on_commit_callbacks) == []


def test_only_organizers_with_an_address_get_it(ana, django_capture_on_commit_callbacks):
    make_person("ben", "Curators")
    make_person("eva", "Organizers", email="")
    make_person("old", "Organizers", is_active=False)
    make_entry("Unverified")

    tell(django_capture_on_commit_callbacks)

    assert [message.to for message in mail.outbox] == [[ana.email]]


def test_its_link_turns_it_off_and_on_without_a_login(
    ana, client, django_capture_on_commit_callbacks
):
    make_entry("Unverified")
    (body,) = tell(django_capture_on_commit_callbacks)
    address = re.search(r"/upkeep/letter/\S+", body).group()

    assert "You get it." in client.get(address).content.decode()
    assert letter.is_wanted(ana)

    page = client.post(address, follow=True).content.decode()
    assert "You do not get it." in page
    make_entry("Another")
    assert tell(django_capture_on_commit_callbacks) == []

    client.post(address, {"wanted": "yes"})
    make_entry("A third")
    assert len(tell(django_capture_on_commit_callbacks)) == 1


@pytest.mark.parametrize("token", ["1", "1:abc", "x", "1:" + "a" * 43, "%00", "1%3A2%3A3"])
def test_a_link_that_was_not_signed_is_no_page(ana, client, token):
    assert client.get(f"/upkeep/letter/{token}/").status_code == 404
    assert client.post(f"/upkeep/letter/{token}/").status_code == 404
    assert letter.is_wanted(ana)


def test_a_link_signed_for_something_else_is_none(ana, client):
    from django.core.signing import Signer

    assert client.get(f"/upkeep/letter/{Signer().sign(ana.pk)}/").status_code == 404


def test_it_is_also_turned_off_in_the_admin(ana, client):
    client.force_login(ana)
    address = reverse("admin:upkeep_letter")

    page = client.post(address, follow=True).content.decode()
    assert "You do not get the weekly letter" in page
    assert not letter.is_wanted(ana)

    client.post(address, {"wanted": "yes"})
    assert letter.is_wanted(ana)


def test_who_turned_it_off_meanwhile_gets_none(ana):
    letter.choose(ana, False)

    letter.write.func(ana.pk, [["unverified", 1, 1]])

    assert mail.outbox == []
