"""The public pages: bind, fetch, render. One module for each sort of page."""

from documents.views.about import about, accessibility
from documents.views.declined import declined
from documents.views.entry import entry
from documents.views.file import file, file_cover, file_text
from documents.views.home import home
from documents.views.place import place, places
from documents.views.search import search
from documents.views.situation import situation
from documents.views.suggest import suggestions
from documents.views.suggestion import suggest, suggest_alike, suggestion
from documents.views.version import version, versions
from documents.views.vocabulary import concept, scheme, vocabularies

__all__ = [
    "about",
    "accessibility",
    "concept",
    "declined",
    "entry",
    "file",
    "file_cover",
    "file_text",
    "home",
    "place",
    "places",
    "scheme",
    "search",
    "situation",
    "suggest",
    "suggest_alike",
    "suggestion",
    "suggestions",
    "version",
    "versions",
    "vocabularies",
]
