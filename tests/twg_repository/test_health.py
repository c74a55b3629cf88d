"""What probes ask, and how they ask."""

import pytest
from django.db import OperationalError
from django.test import Client

from twg_repository import health

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("host", ["10.0.0.5:8000", "[fd00::5]:8000", "localhost", "nonsense_"])
@pytest.mark.parametrize(("path", "text"), [("/healthz", b"ok\n"), ("/readyz", b"ready\n")])
def test_a_probe_knows_an_address_and_no_name(settings, host, path, text):
    settings.ALLOWED_HOSTS = ["twg.example.net"]
    settings.SECURE_SSL_REDIRECT = True
    client = Client(headers={"Host": host})

    answer = client.get(path)

    assert (answer.status_code, answer.content) == (200, text)
    assert client.get("/").status_code == 400


@pytest.mark.parametrize(
    ("error", "says"),
    [
        ("FATAL:  sorry, too many clients already", b"no connection left"),
        ("FATAL:  remaining connection slots are reserved", b"no connection left"),
        ("connection to server failed: Connection refused", b"does not answer"),
    ],
)
def test_a_full_database_is_told_from_one_that_is_away(client, monkeypatch, error, says):
    def refuse():
        raise OperationalError(error)

    monkeypatch.setattr(health.connection, "cursor", refuse)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert says in answer.content
