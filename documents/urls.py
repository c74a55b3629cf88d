"""The repository's pages; this list reads as its sitemap."""

from django.urls import path

from documents.pages import (
    about,
    autocomplete,
    declined,
    entry,
    file,
    home,
    place,
    search,
    situation,
    submission,
    version,
    vocabulary,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggestions/", autocomplete.autocomplete, name="autocomplete"),
    path("situation/", situation.situation, name="situation"),
    path("entries/<identifier:identifier>/", entry.entry, name="entry"),
    path("entries/<identifier:identifier>/files/<int:number>/<str:name>", file.file, name="file"),
    path(
        "entries/<identifier:identifier>/files/<int:number>/text/",
        file.file_text,
        name="file_text",
    ),
    path(
        "entries/<identifier:identifier>/covers/<int:number>.webp",
        file.file_cover,
        name="file_cover",
    ),
    path("entries/<identifier:identifier>/versions/", version.versions, name="versions"),
    path("entries/<identifier:identifier>/versions/<int:number>/", version.version, name="version"),
    path("places/", place.places, name="places"),
    path("places/<slug:code>/", place.place, name="place"),
    path("vocabularies/", vocabulary.vocabularies, name="vocabularies"),
    path("vocabularies/<slug:code>/", vocabulary.scheme, name="scheme"),
    path("vocabularies/<slug:scheme_code>/<slug:code>/", vocabulary.concept, name="concept"),
    path("suggest/", submission.submit, name="submit"),
    path("suggest/alike/", submission.duplicates, name="duplicates"),
    path("suggestions/<slug:token>/", submission.submission, name="submission"),
    path("declined/", declined.declined, name="declined"),
    path("about/", about.about, name="about"),
    path("accessibility/", about.accessibility, name="accessibility"),
]
