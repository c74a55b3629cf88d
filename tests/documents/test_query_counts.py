"""A page's number of queries does not grow with its rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from documents.models import Relation
from documents.pages.remembering import memory
from tests.factories import make_concept, make_entry, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags():
    theme = make_concept("theme", "youth", [make_concept("theme", "people")])
    country = make_place("co", "country", [make_place("005", "region")])
    return {"concepts": [theme], "places": [make_place("co-medellin", "city", [country])]}


def add_entries(number: int, tags: dict) -> list:
    return [
        make_entry(
            f"Peace guide {n}", issued="2019", takeaway="Walk.", sections={"purpose": "Peace."},
            creators=[f"Author {n}"], **tags,
        )
        for n in range(number)
    ]  # fmt: skip


def queries(client, address: str) -> int:
    """How many a page asks that is not remembered, once the search and the vocabularies are."""
    client.get(address)
    memory.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return sum("SAVEPOINT" not in each["sql"] for each in captured)  # those are of the test


MOST = {"entry": 24, "concept": 26, "place": 26}  # queries; of the others 15
PAGES = {
    "home": lambda: reverse("home"),
    "search": lambda: reverse("search"),
    "search with words": lambda: reverse("search") + "?q=peace",
    "search with filters": lambda: (
        reverse("search") + "?q=peace&theme=people&place=co&year_from=2000"
    ),
    "concept": lambda: reverse("concept", args=["theme", "youth"]),
    "place": lambda: reverse("place", args=["co"]),
    "places": lambda: reverse("places"),
    "scheme": lambda: reverse("scheme", args=["theme"]),
    "vocabularies": lambda: reverse("vocabularies"),
    "sitemap": lambda: reverse("sitemap"),
}


@pytest.mark.parametrize("page", PAGES)
def test_one_three_and_fifty_results_need_the_same_queries(client, tags, page):
    counts = []
    for number in (1, 2, 47):  # 1, 3 and 50 in all
        add_entries(number, tags)
        counts.append(queries(client, PAGES[page]()))

    assert counts == [counts[0]] * 3


def test_an_entry_with_many_relations_needs_no_more_queries_than_with_one(client, tags):
    practice, *others = add_entries(30, tags)
    Relation.objects.create(source=others[0], type="evaluates", target=practice)
    few = queries(client, practice.get_absolute_url())
    for other in others[1:]:
        Relation.objects.create(source=other, type="evaluates", target=practice)

    assert queries(client, practice.get_absolute_url()) == few


@pytest.mark.parametrize("page", PAGES)
def test_a_page_keeps_to_its_number_of_queries(client, tags, page):
    add_entries(3, tags)

    assert queries(client, PAGES[page]()) <= MOST.get(page, 15)


def test_an_entry_keeps_to_its_number_of_queries(client, tags):
    practice, other = add_entries(2, tags)
    Relation.objects.create(source=other, type="evaluates", target=practice)
    practice.links.create(url="https://example.org/a")

    assert queries(client, practice.get_absolute_url()) <= MOST["entry"]
