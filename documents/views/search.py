from django.shortcuts import render

from documents.audience import Audience
from documents.search import page


def search(request):
    found = page.search(request.GET, Audience.of(request.user))
    return render(request, "search.html", {"search": found})
