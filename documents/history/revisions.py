"""What entries have become: a revision for each that differs, and the search brought up to date."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, QuerySet

from documents.identifier import number_in
from documents.models import Entry, Revision
from documents.records.plain import content, for_records, to_record
from documents.search.projection import project
from jobs.batches import batches
from wording import Message, Messages


@transaction.atomic
def record_changes(
    ids: Iterable[int],
    actor: User | None,
    note: str | Message | Messages = "",
    action: str = "saved",
) -> list[Revision]:
    """Write a revision for each of these entries that is not as its last one says.

    The caller holds the locks of the entries. Revisions come back in the order of the ids.
    """
    ids = sorted(ids)
    written: list[Revision] = []
    touched = set(ids)
    for some in batches(ids):
        fresh = Recorder(some, actor, note, action)
        written += fresh.write()
        touched |= fresh.evaluated
    project(touched)
    return written


class Recorder:
    """One batch of entries beside their last revisions."""

    def __init__(
        self, ids: list[int], actor: User | None, note: str | Message | Messages, action: str
    ) -> None:
        self.actor, self.note, self.action = actor, Messages.of(note), action
        revisions = Revision.objects.filter(entry__in=ids)
        self.last = newest(revisions.order_by("entry_id", "-number"))
        versions = revisions.exclude(version=None)
        self.last_version = newest(versions.order_by("entry_id", "-version"))
        self.entries = list(for_records(Entry.objects.filter(pk__in=ids).order_by("pk")))
        self.evaluated: set[int] = set()

    def write(self) -> list[Revision]:
        found = [self.revision(entry, to_record(entry)) for entry in self.entries]
        revisions = [revision for revision in found if revision]
        written = Revision.objects.bulk_create(revisions)
        newest = Revision.objects.filter(entry=OuterRef("pk")).order_by("-number")
        changed = Entry.objects.filter(pk__in=[each.entry_id for each in revisions])
        changed.update(version=newest.values("number")[:1])
        return written

    def revision(self, entry: Entry, record: dict[str, Any]) -> Revision | None:
        last = self.last.get(entry.pk)
        self.evaluated |= evaluated_in(record) | evaluated_in(last.record if last else {})
        if last and last.record == record:
            return None
        return Revision(
            entry=entry, number=(last.number if last else 0) + 1, actor=self.actor,
            action=self.action, note=self.note, record=record,
            version=self.next_version(entry, record),
        )  # fmt: skip

    def next_version(self, entry: Entry, record: dict[str, Any]) -> int | None:
        """Return readers' number of what it has become; None where they see nothing new."""
        if record["state"] not in Entry.READABLE:
            return None
        last = self.last_version.get(entry.pk)
        if last and content(last.record) == content(record):
            return None
        return (last.version or 0) + 1 if last else 1


def newest(revisions: QuerySet[Revision]) -> dict[int, Revision]:
    """Map entries to the first of their revisions in the given order."""
    return {each.entry_id: each for each in revisions.distinct("entry_id")}


def evaluated_in(record: dict[str, Any]) -> set[int]:
    """Return the entries that a record says it evaluates: what is known of them changes with it."""
    relations = record.get("relations", ())
    return {number_in(each["target"]) for each in relations if each["type"] == "evaluates"}
