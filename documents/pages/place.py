"""The pages of places: where entries are about, as dots on the outline of the land."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from documents.audience import Audience
from documents.pages.remembering import remembered
from documents.pages.vocabulary import ConceptPage, vocabulary_tree
from documents.search.sorting import sort_key
from documents.search.usage import usage
from taxonomy.models import Place, Scheme
from taxonomy.structure import PLACE

LAND = "img/land.svg"  # in tenths of a degree: see taxonomy/data/land/README.md
UNITS = 10
NORTH, SOUTH, AROUND = 78, -57, 360  # what the map of the world shows, in degrees
TRUE_LATITUDE = 35  # where the map of the world shows distances alike in all directions
CLOSEST: dict[str, int] = {  # degrees wide
    Place.Level.REGION: 60, Place.Level.COUNTRY: 50, Place.Level.CITY: 40,
}  # fmt: skip
ROOM = 1.3  # around the dots
WIDE_DOT, NARROW_DOT = 0.005, 0.011  # of the width of a map across the page, and beside a text


@dataclass(frozen=True)
class Dot:
    """A place on the map; numbers are texts, for an attribute of SVG knows no decimal comma."""

    place: Place
    count: int
    x: str
    y: str
    radius: str
    is_here: bool

    @property
    def is_city(self) -> bool:
        return self.place.level == Place.Level.CITY


@dataclass(frozen=True)
class Window:
    """The part of the world that a map shows: its middle and its size, in degrees. `stretch` is
    how much longer a degree of latitude is drawn than one of longitude, `dot` the radius of the
    smallest dot."""

    longitude: float
    latitude: float
    width: float
    height: float
    stretch: float
    dot: float

    @property
    def view_box(self) -> str:
        """What the drawing of the dots shows."""
        return self.box(self.stretch, " ")

    @property
    def view(self) -> str:
        """What the picture of the land shows, as the fragment of its address; drawn to fill the
        map, it is stretched as the dots are."""
        return f"svgView(viewBox({self.box(1, ',')});preserveAspectRatio(none))"

    def box(self, stretch: float, separator: str) -> str:
        left = (self.longitude - self.width / 2) * UNITS
        top = (-self.latitude - self.height / 2) * UNITS * stretch
        sides = (left, top, self.width * UNITS, self.height * UNITS * stretch)
        return separator.join(f"{side:.0f}" for side in sides)


@dataclass(frozen=True)
class Map:
    """An outline with dots, by name."""

    window: Window
    dots: list[Dot]

    @property
    def land_url(self) -> str:
        return f"{staticfiles_storage.url(LAND)}#{self.window.view}"


def world_map(counts: dict[int, int]) -> Map | None:
    """Draw every country and city that has entries; None when no place has."""
    stretch = stretch_at(TRUE_LATITUDE)
    window = Window(0, (NORTH + SOUTH) / 2, AROUND, NORTH - SOUTH, stretch, AROUND * WIDE_DOT)
    return drawn(window, on_the_map(Place.objects.public().filter(pk__in=counts)), counts)


def place_map(place: Place, counts: dict[int, int]) -> Map | None:
    """Draw the place with the places within it that have entries."""
    within = Place.objects.public().filter(ancestor_ids__contains=[place.pk], pk__in=counts)
    places = on_the_map(within)
    if place.latitude is not None and place not in places:
        places.append(place)
    if not places:
        return None
    return drawn(window_around(places, CLOSEST[place.level]), places, counts, here=place)


def on_the_map(places) -> list[Place]:
    known = places.exclude(latitude=None).exclude(level=Place.Level.REGION)
    return list(known.select_related("scheme").with_labels())


def window_around(places: Iterable[Place], closest: float) -> Window:
    """Put all places with room around them into the shape of four to three."""
    west, east = extent(position(place)[0] for place in places)
    south, north = extent(position(place)[1] for place in places)
    stretch = stretch_at((south + north) / 2)
    needed = max(east - west, (north - south) * stretch * 4 / 3) * ROOM
    width = min(max(closest, needed), AROUND)
    height = width * 3 / 4 / stretch
    return Window(
        (west + east) / 2, (south + north) / 2, width, height, stretch, width * NARROW_DOT
    )


def position(place: Place) -> tuple[float, float]:
    """(longitude, latitude) of a place on the map; TypeError for one that is not on it."""
    return float(cast("Decimal", place.longitude)), float(cast("Decimal", place.latitude))


def extent(degrees: Iterable[float]) -> tuple[float, float]:
    known = list(degrees)
    return min(known), max(known)


def stretch_at(latitude: float) -> float:
    """Return how much longer a degree of latitude is than one of longitude: more, farther north."""
    return 1 / math.cos(math.radians(latitude))


def drawn(
    window: Window, places: list[Place], counts: dict[int, int], here: Place | None = None
) -> Map | None:
    dots = [dot(window, each, counts.get(each.pk, 0), each == here) for each in places]
    by_name = sorted(dots, key=lambda each: sort_key(each.place.label))
    return Map(window, by_name) if dots else None


def dot(window: Window, place: Place, count: int, is_here: bool) -> Dot:
    """Draw a place: the area of a city's dot grows with its entries, countries are rings."""
    size = math.sqrt(count) if place.level == Place.Level.CITY and count else 1
    east, north = position(place)
    return Dot(
        place=place,
        count=count,
        x=f"{east * UNITS:.0f}",
        y=f"{-north * UNITS * window.stretch:.0f}",
        radius=f"{window.dot * UNITS * (1 + size / 4) * (1.5 if is_here else 1):.1f}",
        is_here=is_here,
    )


@remembered
def places(request):
    """Show the places that have entries, as a tree of regions, countries and cities."""
    scheme = get_object_or_404(Scheme, code=PLACE)
    audience = Audience.of(request.user)
    tree = vocabulary_tree(scheme, audience, only_used=True)
    context = {"scheme": scheme, "tree": tree, "map": world_map(usage(audience))}
    return render(request, "places.html", context)


@remembered
def place(request, code: str):
    found = get_object_or_404(Place.objects.select_related("scheme", "successor"), code=code)
    if found.status == Place.Status.MERGED and found.successor and found.successor.is_public:
        return redirect("place", code=found.successor.code, permanent=True)
    if not found.is_public:
        raise Http404
    page = ConceptPage(found, Audience.of(request.user))
    context = {"page": page, "place": found, "map": place_map(found, page.counts)}
    return render(request, "place.html", context)
