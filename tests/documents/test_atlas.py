"""Maps: what has entries is a dot in its place, and what is not public is not on them."""

import re

import pytest

from documents.audience import Audience
from documents.pages.place import place_map, world_map
from documents.search.usage import usage
from tests.factories import make_entry, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    africa = make_place("002", "region")
    mali = make_place("ml", "country", [africa], latitude=17.35, longitude=-3.53)
    gao = make_place("ml-gao", "city", [mali], latitude=16.27, longitude=-0.04)
    make_place("ml-kidal", "city", [mali], latitude=18.44, longitude=1.41)
    make_entry("One", places=[gao])
    return {"africa": africa, "mali": mali, "gao": gao}


def counts() -> dict[int, int]:
    return usage(Audience.PUBLIC)


def names(found) -> list[str]:
    return [dot.place.code for dot in found.dots]


def test_the_world_shows_countries_and_cities_with_entries(places):
    assert names(world_map(counts())) == ["ml", "ml-gao"]


def test_without_entries_there_is_no_map():
    assert world_map({}) is None


def test_a_place_shows_itself_and_what_has_entries_within(places):
    found = place_map(places["mali"], counts())

    assert [(dot.place.code, dot.is_here) for dot in found.dots] == [
        ("ml", True),
        ("ml-gao", False),
    ]


def test_a_region_without_a_point_shows_what_is_within(places):
    assert names(place_map(places["africa"], counts())) == ["ml", "ml-gao"]


def test_every_dot_lies_inside_its_window(places):
    for found in (world_map(counts()), *(place_map(each, counts()) for each in places.values())):
        left, top, width, height = map(float, found.window.view_box.split())
        for dot in found.dots:
            assert left < float(dot.x) < left + width
            assert top < float(dot.y) < top + height


def test_a_place_that_is_only_proposed_is_on_no_map(places):
    places["gao"].status = "proposed"
    places["gao"].save()

    assert names(world_map(counts())) == ["ml"]


@pytest.mark.parametrize("language", ["", "/fr", "/ar"])
def test_numbers_of_the_drawing_are_the_same_in_every_language(client, places, language):
    html = client.get(f"{language}/places/ml/").content.decode()

    drawing = re.search(r'<figure class="map">.*?</figure>', html, re.DOTALL).group()
    assert re.findall(r"(?:cx|cy|r)=\"([^\"]*)\"", drawing) == re.findall(
        r"(?:cx|cy|r)=\"(-?[0-9.]+)\"", drawing
    )
    assert re.search(r"img/land[^\"]*svg#svgView\(viewBox\([-0-9,]+\);", drawing)


def test_the_page_of_places_names_every_dot(client, places):
    html = client.get("/places/").content.decode()

    assert html.count("<circle") == 2
    assert "/places/ml/" in html
    assert "/places/ml-gao/" in html
