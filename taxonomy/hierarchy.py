"""Trees of concepts: the stored ancestors that make a parent include its children, and branches."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from taxonomy.models import Concept
from taxonomy.models.concept import ConceptQuerySet

# All concepts of one scheme, each with itself and everything above it, however many the paths.
REFRESH_ANCESTORS = """
WITH RECURSIVE above (concept_id, ancestor_id) AS (
    SELECT id, id FROM taxonomy_concept WHERE scheme_id = %s
    UNION
    SELECT above.concept_id, link.to_concept_id
    FROM above JOIN taxonomy_concept_broader link ON link.from_concept_id = above.ancestor_id
), gathered AS (
    SELECT concept_id, array_agg(ancestor_id ORDER BY ancestor_id) AS ancestor_ids
    FROM above GROUP BY concept_id
)
UPDATE taxonomy_concept concept SET ancestor_ids = gathered.ancestor_ids
FROM gathered
WHERE gathered.concept_id = concept.id AND gathered.ancestor_ids <> concept.ancestor_ids
RETURNING concept.id
"""


def refresh_ancestors(scheme_id: int) -> list[int]:
    """Store every concept's ancestors anew; the ids of the concepts that changed."""
    with connection.cursor() as cursor:
        cursor.execute(REFRESH_ANCESTORS, [scheme_id])
        return [concept_id for (concept_id,) in cursor.fetchall()]


def count_rows() -> None:
    """Let PostgreSQL know how many concepts there are now. After thousands of new ones it would
    plan for none, and follow their broader ones by reading every row for each."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE taxonomy_concept, taxonomy_concept_broader")


def would_cycle(concept: Concept, broader: Concept) -> bool:
    """Tell whether placing `concept` under `broader` would place it under itself."""
    return concept.pk == broader.pk or concept.pk in broader.ancestor_ids


def descendants(concept_ids: Iterable[int]) -> ConceptQuerySet[Concept]:
    """Return the concepts given and all below them."""
    return Concept.objects.filter(ancestor_ids__overlap=concept_ids)


def by_parent(concepts: Iterable[Any], every: bool = False) -> dict[int | None, list[Any]]:
    """Map parent ids to concepts, in their order; None to those without a parent among them.

    A concept with several parents stands below the first of them, or below `every` one. They are a
    vocabulary's headings, or rows with `broader` prefetched.
    """
    concepts = list(concepts)
    ids = {concept.pk for concept in concepts}
    below: dict[int | None, list[Any]] = {}
    for concept in concepts:
        parents = [pk for pk in concept.broader_ids if pk in ids] or [None]
        for parent_id in parents if every else parents[:1]:
            below.setdefault(parent_id, []).append(concept)
    return below
