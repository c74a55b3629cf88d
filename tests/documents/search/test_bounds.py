"""However long an address is, its page stays small and quick."""

import pytest
from django.urls import reverse

from documents.search.filters import MAX_SELECTED_IN_ALL, MOST_LISTED
from documents.search.projection import project_all
from tests.addresses import body
from tests.factories import make_concept, make_entry

pytestmark = pytest.mark.django_db

LIMIT = 300_000  # bytes, of a page for an address of 8 KB
LENGTH = 8000


def long(pattern: str) -> str:
    """Repeat the pattern, with a number in it, until the address is as long as the site reads."""
    parts, number = [], 0
    while sum(map(len, parts)) < LENGTH:
        parts.append(pattern.format(number))
        number += 1
    return "&".join(parts)


@pytest.mark.parametrize(
    "query",
    [
        long("theme={}"), long("theme.not={}"), long("x{}=1"), "x=" + "y" * LENGTH,
        "y" * LENGTH + "=1", long("q=word{}"), long("sort={}"), long("page={}"),
        long("year_from={}"), long("find-theme={}"), "find-theme=" + "y" * LENGTH,
        long("theme=known{}"),
    ],
    ids=lambda query: query[:12],
)  # fmt: skip
@pytest.mark.parametrize("address", ["search", "api_entries", "autocomplete"])
def test_the_page_of_a_long_address_is_bounded(client, address, query):
    for number in range(400):
        make_concept("theme", f"known{number}")
    make_entry("A guide")
    project_all()

    page = client.get(f"{reverse(address)}?{query}")

    assert page.status_code == 200
    assert len(body(page)) < LIMIT


def test_the_first_twenty_that_mean_nothing_are_listed_and_the_rest_counted(client):
    make_concept("theme", "policing")
    page = client.get(f"{reverse('search')}?{long('theme={}')}").context["search"]

    assert len(page.ignored) == MOST_LISTED
    assert page.ignored_besides > 400
    assert [each.value for each in page.ignored[:3]] == ["0", "1", "2"]
    assert len(page.address.pairs) == MOST_LISTED


def test_no_more_than_sixty_values_are_selected(client):
    for scheme in ("theme", "violence", "agenda", "scale"):
        for number in range(20):
            make_concept(scheme, f"{scheme}{number}")
    query = "&".join(f"{s}={s}{n}" for s in ("theme", "violence", "agenda", "scale")
                     for n in range(20))  # fmt: skip

    page = client.get(f"{reverse('search')}?{query}").context["search"]

    one_by_one, together = page.chips[:-1], page.chips[-1]
    assert len(one_by_one) == MAX_SELECTED_IN_ALL
    assert together.value == ""
    assert len(page.ignored) == MOST_LISTED
