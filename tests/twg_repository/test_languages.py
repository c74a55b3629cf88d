"""A page offers the language that a browser prefers, and sends nobody anywhere."""

import re

import pytest

pytestmark = pytest.mark.django_db
OFFER = re.compile(r'<p class="offer"\s+lang="(\w+)"\s+dir="(\w+)"( hidden)?><a href="([^"]+)"')


def offers(client, path: str, preferred: str) -> dict[str, tuple[str, bool, str]]:
    """Language -> (direction, whether it shows, address)."""
    response = client.get(path, headers={"Accept-Language": preferred})
    assert response.status_code == 200
    assert "Accept-Language" in response["Vary"]
    found = OFFER.findall(response.content.decode())
    return {lang: (way, not hidden, url) for lang, way, hidden, url in found}


@pytest.mark.parametrize(
    ("path", "preferred", "shown"),
    [
        ("/about/", "en", []),
        ("/about/", "fr-CA,fr;q=0.9,en;q=0.5", ["fr"]),
        ("/about/", "ar-LY", ["ar"]),
        ("/fr/about/", "fr", []),
        ("/fr/about/", "en", ["en"]),
        ("/about/", "ja", []),
    ],
)
def test_the_browsers_language_is_offered(client, path, preferred, shown):
    offered = offers(client, path, preferred)

    assert [code for code, (_way, shows, _url) in offered.items() if shows] == shown


def test_an_offer_leads_to_the_same_page_and_question(client):
    offered = offers(client, "/search/?q=gang", "ar")

    assert offered["ar"] == ("rtl", True, "/ar/search/?q=gang")


def test_no_cookie_is_set(client):
    assert not client.get("/fr/about/", headers={"Accept-Language": "ar"}).cookies
