from django.http import Http404
from django.shortcuts import render

from documents.audience import Audience
from documents.situation import SituationPage


def situation(request):
    page = SituationPage(request.GET, Audience.of(request.user))
    if not page.questions:
        raise Http404
    return render(request, "situation.html", {"page": page})
