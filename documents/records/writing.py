"""Many entries written at once, whichever way they come in: the starter collection, an import, what
an undone import puts back.

The caller has found no fault (documents.records.checking), records what was done and lets the
search know. What differs in no leaf is not touched, so that what belongs to rows beside the record
stays: what was found of links, who read the evidence, files.
"""

from documents.models import Entry
from documents.records.parts import PARTS
from documents.records.parts.own import DETAILS, OWN
from documents.records.parts.part import Change
from documents.records.terms import Terms

COLUMNS = [*OWN.paths, *DETAILS.paths]


def write(changes: list[Change], terms: Terms) -> None:
    """Create what is new, change what differs, in a number of statements that does not grow.

    Records name one another in any order. KeyError where one names what is no more.
    """
    for change in changes:
        fill(change, terms)
    there = [change.entry for change in changes if change.entry.pk]
    Entry.objects.bulk_create([change.entry for change in changes if not change.entry.pk])
    update(there)
    for change in changes:
        terms.learn(change.entry)
    for part in PARTS:
        if touched := [change for change in changes if change.touches(*part.names)]:
            part.write(touched, terms)


def fill(change: Change, terms: Terms) -> None:
    if change.entry.pk is None:
        change.entry.import_key = change.record.get("key")
    for part in PARTS:
        part.fill(change.entry, change.record, terms)


def update(entries: list[Entry]) -> None:
    """Update many rows in one statement: an insertion that conflicts, as each is there already."""
    if entries:
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["pk"],
            update_fields=[*COLUMNS, "changed_at"],
        )  # fmt: skip
