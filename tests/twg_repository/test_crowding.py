"""Visitors send only so much."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.people import make_person
from twg_repository import crowding

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "says"), [("en", "Too much at once"), ("ar", "كثير دفعة واحدة")]
)
def test_everything_that_visitors_send_is_counted(client, monkeypatch, language, says):
    monkeypatch.setattr(crowding, "SENT", crowding.Limit("test", 3, 600))
    prefix = "" if language == "en" else f"/{language}"
    pages = [f"{prefix}/suggest/", f"{prefix}/admin/login/", f"{prefix}/suggestions/nonsense/"]
    for page in pages:
        assert client.post(page, {"title": "x"}).status_code in (200, 404)

    for page in [*pages, f"{prefix}/accounts/password/", f"{prefix}/search/"]:
        answer = client.post(page, {})
        if answer.status_code == 404:
            continue
        assert answer.status_code == 429, page
        assert answer["Retry-After"] == "600"
        assert says in answer.content.decode()
    assert client.get(f"{prefix}/suggest/").status_code == 200
    assert Client(REMOTE_ADDR="192.0.2.8").post(pages[0], {}).status_code == 200


def test_who_is_signed_in_is_not_counted(client, monkeypatch):
    monkeypatch.setattr(crowding, "SENT", crowding.Limit("test", 1, 600))
    client.force_login(make_person("olga", "Organizers"))

    for _time in range(3):
        assert client.post(reverse("submit"), {}).status_code == 200
