"""Programs are told what went wrong as they are told everything else."""

import pytest
from django.db import OperationalError
from django.test import Client

from interop import entries
from twg_repository import crowding, errors

pytestmark = pytest.mark.django_db
LIST = "/api/v1/entries/"


def failing(error: Exception):
    def fail(*args, **kwargs):
        raise error

    return fail


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/", 404), ("get", "/api/v1/nowhere/", 404), ("get", f"{LIST}TWG-9999/", 404),
        ("get", f"{LIST}%00/", 404), ("post", LIST, 405), ("delete", LIST, 405),
        ("put", f"{LIST}TWG-0001/", 405), ("options", LIST, 405), ("post", "/api/v2/", 404),
    ],
)  # fmt: skip
def test_each_error_is_a_sentence_as_json(method, path, status):
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert answer.status_code in (status, 403)
    assert answer["Content-Type"] == "application/json"
    assert len(answer.json()["error"]) > 10
    if answer.status_code == 405:
        assert answer["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("error", "status"), [(RuntimeError("secret"), 500), (OperationalError("secret"), 503)]
)
def test_a_failure_is_told_without_its_details(client, monkeypatch, error, status):
    monkeypatch.setattr(entries, "EntryFilterSet", failing(error))
    client.raise_request_exception = False

    answer = client.get(LIST)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/json")
    assert "secret" not in answer.content.decode()
    assert answer.get("Retry-After") == ("60" if status == 503 else None)


def test_another_name_too_much_and_too_large(client, monkeypatch):
    assert "error" in client.get(LIST, headers={"Host": "evil.example"}).json()
    assert "error" in client.post(LIST, "x" * 2_000_000, content_type="text/plain").json()
    monkeypatch.setattr(crowding, "SENT", crowding.Limit("test", 0, 600))
    answer = client.post(LIST)
    assert (answer.status_code, answer["Retry-After"]) == (429, "600")
    assert "error" in answer.json()


def test_who_finds_no_place_is_told_the_same_way():
    told = []
    page = errors.refuse({"PATH_INFO": LIST}, lambda *start: told.append(start))

    assert told[0][0] == "503 Service Unavailable"
    assert dict(told[0][1])["Content-Type"] == "application/json"
    assert b"".join(page).startswith(b'{"error"')


def test_people_get_a_page(client):
    answer = client.get("/nowhere/")

    assert answer["Content-Type"].startswith("text/html")
