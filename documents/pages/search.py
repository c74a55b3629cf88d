from django.shortcuts import render

from documents.audience import Audience
from documents.pages.remembering import remembering
from documents.search import page
from documents.search.index.snapshot import snapshot


def search(request):
    with snapshot() as now:
        return remembering(request, now, lambda: answer(request, now))


def answer(request, now):
    found = page.search(request.GET, Audience.of(request.user), now)
    return render(request, "search.html", {"search": found})
