"""The collection at a glance: what the home page shows."""

from dataclasses import dataclass

from django.shortcuts import render

from documents.audience import Audience
from documents.models import Kind
from documents.search.address import Address
from documents.search.results import Result
from documents.search.sorting import sort_key
from documents.search.usage import newest, total, usage
from taxonomy.models import Concept, Place

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


@dataclass(frozen=True)
class Overview:
    total: int
    goals: list[Counted]
    kinds: list[Counted]
    newest: list[Result]
    cities: list[Counted]
    gaps: list[Counted]

    @property
    def failures(self) -> Counted | None:
        """What did not work, where there is something of it."""
        return next((each for each in self.kinds if each.concept.code == "failure"), None)


def overview(audience: Audience) -> Overview:
    counts = usage(audience)
    return Overview(
        total=total(audience),
        goals=counted(accepted("goal"), counts),
        kinds=[each for each in counted(Kind.objects.public(), counts) if each.count],
        newest=newest(audience, NEWEST),
        cities=cities(counts),
        gaps=gaps(counts),
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
    """Themes, contexts and kinds of violence with the fewest entries: what is missing."""
    asked = Concept.objects.filter(
        scheme__code__in=["theme", "context", "violence", "practice-area"],
        status=Concept.Status.ACCEPTED,
        narrower__isnull=True,
    )
    return sorted(counted(asked, counts), key=lambda each: each.count)[:GAPS]


def home(request):
    return render(request, "home.html", {"overview": overview(Audience.of(request.user))})
