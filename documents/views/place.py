from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from documents.audience import Audience
from documents.concept_page import ConceptPage, vocabulary_tree
from taxonomy.models import Place, Scheme


def places(request):
    """The places that have entries, as a tree of regions, countries and cities."""
    scheme = get_object_or_404(Scheme, code="place")
    tree = vocabulary_tree(scheme, Audience.of(request.user), only_used=True)
    return render(request, "places.html", {"scheme": scheme, "tree": tree})


def place(request, code: str):
    found = get_object_or_404(Place.objects.select_related("scheme", "successor"), code=code)
    if found.status == Place.Status.MERGED and found.successor.is_public:
        return redirect("place", code=found.successor.code, permanent=True)
    if not found.is_public:
        raise Http404
    page = ConceptPage(found, Audience.of(request.user))
    return render(request, "place.html", {"page": page, "place": found})
