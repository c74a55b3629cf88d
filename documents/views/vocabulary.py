from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from documents.audience import Audience
from documents.concept_page import ConceptPage, scheme_sizes, vocabulary_tree
from taxonomy.models import Concept, Scheme


def vocabularies(request):
    return render(request, "vocabularies.html", {"schemes": scheme_sizes()})


def scheme(request, code: str):
    found = get_object_or_404(Scheme, code=code)
    if code == "place":
        return redirect("places")
    tree = vocabulary_tree(found, Audience.of(request.user))
    return render(request, "scheme.html", {"scheme": found, "tree": tree})


def concept(request, scheme_code: str, code: str):
    """A concept; one that was merged sends its visitors on to its successor."""
    concepts = Concept.objects.select_related("scheme", "successor__scheme")
    found = get_object_or_404(concepts, scheme__code=scheme_code, code=code)
    if found.status == Concept.Status.MERGED and found.successor.is_public:
        return redirect(found.successor, permanent=True)
    if not found.is_public:
        raise Http404
    if scheme_code == "place":
        return redirect("place", code=code, permanent=True)
    page = ConceptPage(found, Audience.of(request.user))
    return render(request, "concept.html", {"page": page})
