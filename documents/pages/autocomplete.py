from django.shortcuts import render

from documents.audience import Audience
from documents.search.autocomplete import complete
from documents.search.text import clean


def autocomplete(request):
    """Show what may be meant, as a page, or for the script as a list alone."""
    text = clean(request.GET.get("q", ""))
    found = complete(text, Audience.of(request.user))
    is_fragment = "fragment" in request.GET
    template = "components/completions.html" if is_fragment else "autocomplete.html"
    response = render(request, template, {"text": text, "completions": found})
    response["X-Robots-Tag"] = "noindex"
    return response
