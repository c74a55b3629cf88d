from django.shortcuts import render

from documents.audience import Audience
from documents.search.autocomplete import suggest
from documents.search.text import clean


def suggestions(request):
    """A page, or for the script only its list."""
    text = clean(request.GET.get("q", ""))
    found = suggest(text, Audience.of(request.user))
    is_fragment = "fragment" in request.GET
    template = "components/suggestions.html" if is_fragment else "suggestions.html"
    response = render(request, template, {"text": text, "suggestions": found})
    response["X-Robots-Tag"] = "noindex"
    return response
