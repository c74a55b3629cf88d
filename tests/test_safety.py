"""What every answer carries, and what robots are told."""

import pytest
from django.urls import reverse

from tests.factories import make_concept, make_entry, make_place

pytestmark = pytest.mark.django_db

POLICY = ["default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"]
STRANGE = [
    "%00",
    "((((",
    "& | ! ( ) : *",
    '"',
    "'",
    "\\",
    "لجان السلام",
    "a" * 10_000,
    "-" * 50,
    "\ud800",
    "%(q)s",
]


@pytest.mark.parametrize("name", ["home", "search", "about", "admin:login"])
def test_pages_allow_no_inline_script_or_style(client, name):
    response = client.get(reverse(name))

    policy = response["Content-Security-Policy"]
    assert all(rule in policy for rule in POLICY)
    assert "unsafe" not in policy
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("text", STRANGE)
@pytest.mark.parametrize("name", ["q", "kind", "theme", "year_from", "page", "sort", "find-theme"])
def test_any_string_in_the_address_gives_a_proper_page(client, name, text):
    make_entry(concepts=[make_concept("theme", "youth")])
    text = text.encode("utf-8", "surrogatepass")

    response = client.get(reverse("search"), {name: text})

    assert response.status_code == 200
    assert b"</html>" in response.content


@pytest.mark.parametrize(
    "query",
    ["kind=nonsense", "theme=nonsense", "place=xx", "year_from=abc", "evidence=maybe", "file=1"],
)
def test_a_filter_that_means_nothing_is_shown_as_ignored_and_never_means_everything(client, query):
    make_place("co", "country")
    make_entry(concepts=[make_concept("theme", "youth")], issued="2019")

    found = client.get(reverse("search") + "?" + query).context["search"]

    assert found.total == 0
    assert [f"{each.name}={each.value}" for each in found.ignored] == [query]


def test_unknown_values_beside_known_ones_and_unknown_parameters_are_shown_as_ignored(client):
    make_entry(concepts=[make_concept("theme", "youth")])

    found = client.get(reverse("search") + "?theme=youth&theme=nonsense&colour=red").context[
        "search"
    ]

    assert found.total == 1
    assert {(each.name, each.value) for each in found.ignored} == {
        ("theme", "nonsense"), ("colour", "red"),
    }  # fmt: skip


def test_robots_keep_to_plain_pages(client):
    make_entry()

    assert b"noindex" not in client.get(reverse("search")).content
    assert b"noindex" in client.get(reverse("search") + "?q=gang").content
    rules = client.get(reverse("robots")).content.decode()
    assert "Disallow: /*?" in rules
    assert "/sitemap.xml" in rules


def test_a_page_beyond_the_last_is_the_last(client):
    make_entry()

    found = client.get(reverse("search") + "?page=999999999999").context["search"]

    assert (found.pagination.number, len(found.results)) == (1, 1)


def test_many_values_are_bounded(client):
    make_concept("theme", "youth")
    query = "&".join(f"theme=value-{number}" for number in range(500))

    found = client.get(reverse("search") + "?" + query).context["search"]

    assert (len(found.ignored), found.ignored_besides) == (20, 480)


def test_while_the_database_is_away_visitors_are_told_to_try_again(client, monkeypatch):
    from django.db import OperationalError

    def fail(*arguments):
        raise OperationalError("connection to server failed: secret-host")

    monkeypatch.setattr("documents.pages.home.overview", fail)

    response = client.get(reverse("home"))

    assert (response.status_code, response["Retry-After"]) == (503, "60")
    assert b"secret-host" not in response.content


def test_what_goes_wrong_shows_no_detail(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("documents.pages.home.overview", lambda audience: 1 / 0)

    response = client.get(reverse("home"))

    assert response.status_code == 500
    assert b"ZeroDivisionError" not in response.content
    assert b"</html>" in response.content


@pytest.mark.parametrize(
    "path",
    ["/places/%00/", "/vocabularies/theme/%00/", "/vocabularies/%00/", "/entries/TWG-99999999999/"],
)
def test_nonsense_in_the_path_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_a_flood_of_values_needs_no_flood_of_queries(client, django_assert_max_num_queries):
    make_concept("theme", "youth")
    query = "&".join(f"theme=x{number}" for number in range(300))

    with django_assert_max_num_queries(30):
        client.get(reverse("search") + "?" + query)


def test_only_the_first_of_several_values_of_one_kind_counts_and_the_rest_is_said(client):
    make_entry("Truces", issued="2010")

    found = client.get(
        reverse("search") + "?q=truces&q=other&year_from=2000&year_from=2020"
    ).context["search"]

    assert found.total == 1
    assert {(each.name, each.value) for each in found.ignored} == {
        ("q", "other"),
        ("year_from", "2020"),
    }
    assert [chip.value for chip in found.chips] == ["truces", "2000"]
