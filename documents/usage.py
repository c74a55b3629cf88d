"""How many entries an audience finds under each concept, and which."""

from documents.audience import Audience
from documents.models import IndexedEntry
from documents.search.counts import count_concepts
from documents.search.results import ORDERS, Result, build_results


def usage(audience: Audience) -> dict[int, int]:
    """Concept id -> entries at or below it; a concept without entries is not a key."""
    rows = IndexedEntry.objects.visible_to(audience)
    return {pk: tally.carrying for pk, tally in count_concepts(rows, []).items()}


def entries_under(concept_id: int, audience: Audience, limit: int) -> list[Result]:
    """The newest entries at or below a concept, as lines of a list."""
    rows = IndexedEntry.objects.visible_to(audience).filter(concept_ids__contains=[concept_id])
    return newest(rows, audience, limit)


def newest(rows, audience: Audience, limit: int) -> list[Result]:
    ordered = rows.defer("vector").order_by(*ORDERS["newest"])[:limit]
    return build_results({row.pk: row for row in ordered}, audience)
