"""What entries do when the vocabularies change: follow merges, and be found by the new words."""

from django.db import connection

from documents import slots
from documents.evidence.outcomes import entries_with_findings_on, move_findings
from documents.history import actions
from documents.history.touched import Touched
from documents.models import Entry, EntryPlace, Kind
from documents.search.lexicon import learn_labels
from documents.search.projection import project
from taxonomy import signals
from wording import sentence as _
from wording.errors import ValidationError

# Rows of the search whose concepts, or what they show of their kind, are not what they were.
OUTDATED = """
SELECT indexed.entry_id
FROM documents_indexedentry indexed
JOIN documents_entry entry ON entry.id = indexed.entry_id
JOIN documents_kind kind ON kind.concept_ptr_id = entry.kind_id
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(DISTINCT above.id ORDER BY above.id), '{}') AS concept_ids
    FROM (
        SELECT entry.id AS entry_id, entry.kind_id AS concept_id
        UNION SELECT entry_id, concept_id FROM documents_entry_concepts WHERE entry_id = entry.id
        UNION SELECT entry_id, place_id FROM documents_entryplace WHERE entry_id = entry.id
        -- derived
    ) tagged
    JOIN taxonomy_concept concept
        ON concept.id = tagged.concept_id AND concept.status IN ('accepted', 'deprecated')
    JOIN taxonomy_concept above
        ON above.id = ANY (concept.ancestor_ids) AND above.status IN ('accepted', 'deprecated')
) now
WHERE indexed.entry_id = ANY (%s)
  AND (now.concept_ids <> indexed.concept_ids
       OR (kind.is_evidence, kind.tells_of_failure) IS DISTINCT FROM (
           (indexed.shown -> 'is_evidence')::boolean, (indexed.shown -> 'tells_of_failure')::boolean
       ))
"""
DERIVING = """
SELECT entry_id
FROM (
    SELECT NULL::bigint AS entry_id, NULL::bigint AS concept_id
    -- derived
) carried
WHERE concept_id = ANY (%s)
"""


def listen() -> None:
    signals.concepts_changed.connect(learn)
    signals.concepts_changed.connect(project_entries_using)
    signals.concept_merged.connect(move_entries)
    signals.uses_wanted.connect(touched)


def learn(sender, concept_ids: list[int], **kwargs) -> None:
    learn_labels(concept_ids)


def project_entries_using(sender, concept_ids: list[int], **kwargs) -> None:
    """Write anew what the search holds of outdated entries.

    A name alone makes no row outdated: only what stands where, and what is public.
    """
    project(outdated(entries_using(concept_ids)))


def outdated(entry_ids: set[int]) -> set[int]:
    """Return those of the entries whose row does not have the concepts that it should."""
    with connection.cursor() as cursor:
        cursor.execute(slots.with_derived(OUTDATED, "entry_id = entry.id"), [sorted(entry_ids)])
        return {entry_id for (entry_id,) in cursor.fetchall()}


def entries_using(concept_ids: list[int]) -> set[int]:
    """Return the ids of the entries that carry one of the concepts, whatever their state."""
    tagged = Entry.concepts.through.objects.filter(concept_id__in=concept_ids)
    placed = EntryPlace.objects.filter(place_id__in=concept_ids)
    of_kind = Entry.objects.filter(kind_id__in=concept_ids)
    return (
        set(tagged.values_list("entry_id", flat=True))
        | set(placed.values_list("entry_id", flat=True))
        | set(of_kind.values_list("pk", flat=True))
        | entries_with_findings_on(concept_ids)
        | entries_deriving(concept_ids)
    )


def entries_deriving(concept_ids: list[int]) -> set[int]:
    """Return the ids of entries that carry one of the concepts by what rooms know of them."""
    with connection.cursor() as cursor:
        cursor.execute(slots.with_derived(DERIVING), [list(concept_ids)])
        return {entry_id for (entry_id,) in cursor.fetchall()}


def touched(sender, concept_ids: list[int], **kwargs) -> Touched:
    return Touched.of(entries_using(concept_ids))


def move_entries(sender, concept, successor, actor, **kwargs) -> None:
    """Retag with the successor what was tagged with the merged concept; the history tells."""
    if Kind.objects.filter(pk=concept.pk).exists():
        raise ValidationError(_("Kinds of entry cannot be merged."))
    moved = entries_using([concept.pk])
    move_rows(Entry.concepts.through, "concept_id", concept.pk, successor.pk, [])
    move_rows(EntryPlace, "place_id", concept.pk, successor.pk, ["role"])
    move_findings(concept, successor)
    note = _("“%(old)s” was merged into “%(new)s”.") % {"old": concept, "new": successor}
    actions.entries_saved(moved, actor, note)


def move_rows(model, column: str, old: int, new: int, with_columns: list[str]) -> None:
    """Point rows from one concept to another, dropping those that stand there already."""
    there = set(model.objects.filter(**{column: new}).values_list("entry_id", *with_columns))
    for row in model.objects.filter(**{column: old}):
        key = (row.entry_id, *(getattr(row, name) for name in with_columns))
        if key in there:
            row.delete()
        else:
            model.objects.filter(pk=row.pk).update(**{column: new})
