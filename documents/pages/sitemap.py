"""What search engines may keep: the pages, never the combinations of filters."""

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.urls import path, reverse

from documents.audience import Audience
from documents.models import Entry
from documents.search.usage import usage
from taxonomy.models import Concept, Place, Scheme
from taxonomy.structure import PLACE

PAGES = [
    "home", "search", "situation", "places", "vocabularies", "submit", "declined", "about",
    "accessibility",
]  # fmt: skip

# Links between pages are few; combinations of filters are without end, and no robot needs them.
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /*/admin/
Disallow: /*?
Sitemap: {sitemap}
"""


class InEveryLanguage(Sitemap):
    i18n = True
    alternates = True
    x_default = True


class Pages(InEveryLanguage):
    def items(self):
        return PAGES

    def location(self, name):
        return reverse(name)


class Entries(InEveryLanguage):
    def items(self):
        return Entry.objects.visible_to(Audience.PUBLIC).order_by("pk")

    def lastmod(self, entry):
        return entry.changed_at


class Schemes(InEveryLanguage):
    def items(self):
        return Scheme.objects.exclude(code=PLACE)


class Concepts(InEveryLanguage):
    def items(self):
        accepted = Concept.objects.filter(status=Concept.Status.ACCEPTED)
        return accepted.exclude(scheme__code=PLACE).select_related("scheme")


class Places(InEveryLanguage):
    """Only places with entries: a page for every city of the world is of no use to anyone."""

    def items(self):
        return Place.objects.public().filter(pk__in=usage(Audience.PUBLIC)).order_by("pk")


SITEMAPS = {
    "pages": Pages,
    "entries": Entries,
    "vocabularies": Schemes,
    "concepts": Concepts,
    "places": Places,
}

sitemap_urls = [path("sitemap.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap")]


def robots(request) -> HttpResponse:
    address = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=address), content_type="text/plain")
