"""Earlier versions of an entry, for those who may read the entry itself."""

from django.http import Http404
from django.shortcuts import render

from documents.version_page import VersionList
from documents.views.entry import answered


def versions(request, identifier: str):
    return shown(request, identifier, lambda page: render_list(request, page))


def version(request, identifier: str, number: int):
    return shown(request, identifier, lambda page: render_one(request, page, number))


def shown(request, identifier: str, draw):
    """The page that `draw` makes of the entry's versions; what is withdrawn or under embargo has
    none to show."""
    return answered(request, identifier, lambda found, audience: draw(VersionList(found, audience)))


def render_list(request, page: VersionList):
    return render(request, "versions.html", {"page": page, "entry": page.entry})


def render_one(request, versions: VersionList, number: int):
    page = versions.find(number)
    if page is None:
        raise Http404
    return render(request, "version.html", {"page": page, "entry": page.entry})
