from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from documents.atlas import place_map, world_map
from documents.audience import Audience
from documents.concept_page import ConceptPage, vocabulary_tree
from documents.usage import usage
from taxonomy.models import Place, Scheme


def places(request):
    """The places that have entries, as a tree of regions, countries and cities."""
    scheme = get_object_or_404(Scheme, code="place")
    audience = Audience.of(request.user)
    tree = vocabulary_tree(scheme, audience, only_used=True)
    context = {"scheme": scheme, "tree": tree, "map": world_map(usage(audience))}
    return render(request, "places.html", context)


def place(request, code: str):
    found = get_object_or_404(Place.objects.select_related("scheme", "successor"), code=code)
    if found.status == Place.Status.MERGED and found.successor.is_public:
        return redirect("place", code=found.successor.code, permanent=True)
    if not found.is_public:
        raise Http404
    page = ConceptPage(found, Audience.of(request.user))
    context = {"page": page, "place": found, "map": place_map(found, page.counts)}
    return render(request, "place.html", context)
