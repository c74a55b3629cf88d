"""The repository's pages; this list reads as its sitemap."""

from django.urls import path, register_converter

from documents import views
from documents.models.entry import PREFIX


class IdentifierConverter:
    """A permanent identifier such as TWG-0012, as the number it stands for."""

    regex = rf"{PREFIX}\d{{4,9}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value) -> str:
        return str(value)


register_converter(IdentifierConverter, "identifier")

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("search/suggestions/", views.suggestions, name="suggestions"),
    path("situation/", views.situation, name="situation"),
    path("entries/<identifier:identifier>/", views.entry, name="entry"),
    path("entries/<identifier:identifier>/files/<int:number>/<str:name>", views.file, name="file"),
    path(
        "entries/<identifier:identifier>/files/<int:number>/text/",
        views.file_text,
        name="file_text",
    ),
    path(
        "entries/<identifier:identifier>/covers/<int:number>.webp",
        views.file_cover,
        name="file_cover",
    ),
    path("entries/<identifier:identifier>/versions/", views.versions, name="versions"),
    path("entries/<identifier:identifier>/versions/<int:number>/", views.version, name="version"),
    path("places/", views.places, name="places"),
    path("places/<slug:code>/", views.place, name="place"),
    path("vocabularies/", views.vocabularies, name="vocabularies"),
    path("vocabularies/<slug:code>/", views.scheme, name="scheme"),
    path("vocabularies/<slug:scheme_code>/<slug:code>/", views.concept, name="concept"),
    path("suggest/", views.suggest, name="suggest"),
    path("suggest/alike/", views.suggest_alike, name="suggest_alike"),
    path("suggestions/<slug:token>/", views.suggestion, name="suggestion"),
    path("declined/", views.declined, name="declined"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
