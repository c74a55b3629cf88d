from django.shortcuts import render

from documents import overview
from documents.audience import Audience


def home(request):
    return render(request, "home.html", {"overview": overview.overview(Audience.of(request.user))})
