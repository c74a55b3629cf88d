"""The collection at a glance: what the home page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.shortcuts import render

from documents.audience import Audience
from documents.models import Kind
from documents.pages.remembering import remembered
from documents.search.address import Address
from documents.search.counts import usage_counts
from documents.search.index.snapshot import snapshot
from documents.search.results import Result
from documents.search.sorting import sort_key
from documents.search.usage import newest_of, visible
from taxonomy.models import Concept, Place, Scheme
from taxonomy.structure import GOAL, KIND

NEWEST = 5
GAPS = 8


@dataclass(frozen=True)
class Counted:
    """A concept with the number of its entries and the search that lists them."""

    concept: Concept
    count: int

    @property
    def url(self) -> str:
        return Address(((self.concept.scheme.code, self.concept.code),)).url


def kinds_of(counted: Iterable[Counted]) -> list[Kind]:
    return [each.concept for each in counted if isinstance(each.concept, Kind)]


@dataclass(frozen=True)
class Overview:
    total: int
    goals: list[Counted]
    kinds: list[Counted]
    newest: list[Result]
    cities: list[Counted]
    gaps: list[Counted]
    doors: list[Scheme]

    @property
    def failures_url(self) -> str:
        """The search for what did not work; empty where there is nothing of it."""
        kinds = [each.code for each in kinds_of(self.kinds) if each.tells_of_failure]
        return Address(tuple((KIND, code) for code in kinds)).url if kinds else ""


def overview(audience: Audience) -> Overview:
    with snapshot() as now:
        seen = visible(now, audience)
        counts, newest = usage_counts(now.index, seen), newest_of(now, seen, audience, NEWEST)
    return Overview(
        total=len(seen),
        goals=counted(accepted(GOAL), counts),
        kinds=[each for each in counted(Kind.objects.public(), counts) if each.count],
        newest=newest,
        cities=cities(counts),
        gaps=gaps(counts),
        doors=[scheme for scheme in now.vocabulary.schemes if scheme.door],
    )


def accepted(scheme: str):
    return Concept.objects.filter(scheme__code=scheme, status=Concept.Status.ACCEPTED)


def counted(concepts, counts: dict[int, int]) -> list[Counted]:
    concepts = concepts.select_related("scheme").with_labels()
    return [Counted(concept, counts.get(concept.pk, 0)) for concept in concepts]


def cities(counts: dict[int, int]) -> list[Counted]:
    places = Place.objects.public().filter(level=Place.Level.CITY, pk__in=counts)
    return sorted(counted(places, counts), key=lambda city: sort_key(city.concept.label))


def gaps(counts: dict[int, int]) -> list[Counted]:
    """List what has the fewest entries, of the vocabularies that show their gaps."""
    asked = Concept.objects.filter(
        scheme__shows_gaps=True,
        status=Concept.Status.ACCEPTED,
        narrower__isnull=True,
    )
    return sorted(counted(asked, counts), key=lambda each: each.count)[:GAPS]


@remembered
def home(request):
    return render(request, "home.html", {"overview": overview(Audience.of(request.user))})
