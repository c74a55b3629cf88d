from django.shortcuts import render

from documents.audience import Audience
from documents.pages.remembering import remembered
from documents.search import page
from documents.search.index.snapshot import snapshot


@remembered
def search(request):
    with snapshot() as now:
        found = page.search(request.GET, Audience.of(request.user), now)
        return render(request, "search.html", {"search": found})
