from django.core.paginator import Paginator
from django.shortcuts import render

from documents.declined import declined as declined_

PAGE = 50


def declined(request):
    """What was looked at and not taken up, with the reason, without anybody's name."""
    page = Paginator(declined_(), PAGE).get_page(request.GET.get("page"))
    return render(request, "declined.html", {"page": page})
