"""What may be kept: a visitor's pages by everybody, an organizer's by nobody else."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


def test_an_unchanged_page_is_not_sent_twice(client):
    etag = client.get("/about/")["ETag"]

    again = client.get("/about/", headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")


def test_a_changed_entry_is_sent_again(client):
    entry = factories.make_entry("Old title")
    etag = client.get(entry.get_absolute_url())["ETag"]
    entry.title = "New title"
    entry.save()

    again = client.get(entry.get_absolute_url(), headers={"If-None-Match": etag})

    assert "New title" in again.content.decode()


def test_a_visitors_page_may_be_kept_and_must_be_asked_for_again(client):
    assert client.get("/about/")["Cache-Control"] == "public, no-cache"


def test_a_page_of_somebody_who_is_logged_in_is_private(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader"))

    assert client.get("/about/")["Cache-Control"] == "private, no-cache"


def test_the_admin_is_never_kept(admin_client):
    assert "no-store" in admin_client.get("/admin/")["Cache-Control"]
