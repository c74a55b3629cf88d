"""Entries that may be the same as one that is about to be entered."""

from dataclasses import dataclass

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from documents.models import Entry

NEAR = 0.5  # trigram similarity of two titles from which they may be the same
MOST = 5
SHORTEST = 9  # letters of a title that says enough to be looked for
# What is neither here nor about to be: nothing can be its double.
GONE = (Entry.State.DECLINED, Entry.State.WITHDRAWN, Entry.State.SUPERSEDED)

# Keys that two entries share only if they are the same work, see documents/sql/twg_entry_key.sql.
HOLDERS = """
SELECT entry_id, split_part(key, ':', 1) FROM twg_entry_key WHERE key IN (
    twg_identifier_key('doi', %s), twg_identifier_key('isbn', %s), twg_url_key(%s)
)
"""
REASONS = {"doi": _("same DOI"), "isbn": _("same ISBN"), "url": _("same address")}
SIMILAR = _("similar title")


@dataclass(frozen=True)
class Duplicate:
    entry: Entry
    reason: StrOrPromise


@transaction.atomic
def possible_duplicates(
    title: str = "",
    doi: str = "",
    url: str = "",
    isbn: str = "",
    without: Entry | None = None,
    among: QuerySet[Entry] | None = None,
) -> list[Duplicate]:
    """Return at most five entries, surest reasons first.

    `without` is the one that is asked about, and `among` those that whoever asks may see (else all
    but those that are gone).
    """
    if among is None:
        among = Entry.objects.exclude(state__in=GONE)
    if without:
        among = among.exclude(pk=without.pk)
    found = with_same_key(among, doi, isbn, url)
    if len(title) >= SHORTEST and len(found) < MOST:
        titled = with_similar_title(among, title)
        found += [each for each in titled if each.entry not in entries(found)]
    return found[:MOST]


def entries(found: list[Duplicate]) -> list[Entry]:
    return [each.entry for each in found]


def with_same_key(among: QuerySet[Entry], doi: str, isbn: str, url: str) -> list[Duplicate]:
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [doi, isbn, url])
        sorts = dict(sorted(cursor.fetchall(), reverse=True))  # of several the DOI stays
    chosen = among.filter(pk__in=sorts).order_by("pk")[:MOST]
    order = list(REASONS)
    found = sorted(chosen, key=lambda entry: order.index(sorts[entry.pk]))
    return [Duplicate(entry, REASONS[sorts[entry.pk]]) for entry in found]


def with_similar_title(among: QuerySet[Entry], title: str) -> list[Duplicate]:
    near(NEAR)
    scored = among.annotate(similarity=TrigramSimilarity("title", title))
    chosen = scored.filter(title__trigram_similar=title).order_by("-similarity", "pk")
    return [Duplicate(entry, SIMILAR) for entry in chosen[:MOST]]


def near(similarity: float) -> None:
    """Set from which similarity on PostgreSQL's index finds titles, until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(similarity)]
        )
