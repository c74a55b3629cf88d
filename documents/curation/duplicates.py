"""Entries that may be the same as one that is about to be entered."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.models import Entry

NEAR = 0.5  # trigram similarity of two titles from which they may be the same
MOST = 5


@dataclass(frozen=True)
class Alike:
    entry: Entry
    reason: str | Promise


def alike(among: QuerySet[Entry], title: str = "", doi: str = "", url: str = "") -> list[Alike]:
    """At most five of `among`, surest reasons first, each with its reason."""
    found: dict[int, Alike] = {}
    for entries, reason in candidates(among, title, doi, url):
        for entry in entries[:MOST]:
            found.setdefault(entry.pk, Alike(entry, reason))
    return list(found.values())[:MOST]


def candidates(among: QuerySet[Entry], title: str, doi: str, url: str):
    if doi:
        yield among.filter(identifiers__scheme="doi", identifiers__value__iexact=doi), _("same DOI")
    if url:
        yield among.filter(links__url__iexact=url), _("same address")
    if len(title) > 8:
        near = among.filter(title__trigram_similar=title)
        scored = near.annotate(similarity=TrigramSimilarity("title", title))
        yield scored.filter(similarity__gte=NEAR).order_by("-similarity"), _("similar title")
