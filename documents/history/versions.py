"""The versions of a published entry: what readers could read at its address, and when.

What an audience may not know of now, or could not have read then, it does not see in a version.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from documents.audience import Audience
from documents.identifier import number_in
from documents.models import Entry, EntryPlace, Relation, Revision
from documents.records.plain import content
from documents.records.public import Knowable, entries_in
from taxonomy.models import Concept
from taxonomy.structure import PLACE


@dataclass(frozen=True)
class Version:
    """What readers could read: `content` is in the form of documents.records.plain, with codes of
    concepts and places put into words, as far as the audience may know of them."""

    number: int
    at: datetime
    note: str
    content: dict


def versions_of(entry: Entry, audience: Audience) -> list[Version]:
    """Newest first, without those that the audience could not read; numbers stay as they are."""
    found = entry.revisions.exclude(version=None).order_by("-version")
    readable = [revision for revision in found if was_open_to(revision.record, audience)]
    records = [content(revision.record) for revision in readable]
    known = Knowable(records, audience)
    records = [known.of(record) for record in records]
    words = InWords(records)
    return [
        Version(each.version, each.at, each.note, words.of(record))
        for each, record in zip(readable, records, strict=True)
    ]


def was_open_to(record: dict, audience: Audience) -> bool:
    """By its own access, which may have been narrower than it is now."""
    if record["access"] == Entry.Access.EMBARGOED:
        return date.fromisoformat(record["embargo_until"]) <= timezone.localdate()
    return record["access"] == Entry.Access.OPEN or audience is Audience.MEMBERS


def last_version(entry: Entry) -> Revision | None:
    """The revision that stands at the entry's address now."""
    found = entry.revisions.exclude(version=None).order_by("-version")
    return found.only("version", "at").first()


class InWords:
    """Codes and identifiers of some records put into the reader's language."""

    def __init__(self, records: list[dict]):
        named = {identifier for record in records for identifier in entries_in(record)}
        entries = Entry.objects.filter(pk__in=map(number_in, named))
        self.entries = {entry.identifier: str(entry) for entry in entries}
        codes = {code for record in records for code in codes_in(record)}
        concepts = Concept.objects.public().filter(code__in=codes).select_related("scheme")
        self.labels = {(c.scheme.code, c.code): str(c) for c in concepts.with_labels()}

    def of(self, record: dict) -> dict:
        """What has no name any more is left out."""
        return record | {
            "concepts": dict(self.concepts(record.get("concepts", {}))),
            "places": list(self.places(record.get("places", ()))),
            "relations": list(self.relations(record.get("relations", ()))),
        }

    def concepts(self, codes_of: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
        for scheme, codes in codes_of.items():
            labels = [self.labels[scheme, c] for c in codes if (scheme, c) in self.labels]
            if labels:
                yield scheme, sorted(labels)

    def places(self, rows: Iterable[dict]) -> Iterator[dict]:
        for row in rows:
            if label := self.labels.get((PLACE, row["code"])):
                yield {"role": str(EntryPlace.Role(row["role"]).label), "place": label}

    def relations(self, rows: Iterable[dict]) -> Iterator[dict]:
        for row in rows:
            if title := self.entries.get(row["target"]):
                yield {"type": str(Relation.Type(row["type"]).label), "target": title}


def codes_in(record: dict) -> Iterator[str]:
    for codes in record.get("concepts", {}).values():
        yield from codes
    for row in record.get("places", ()):
        yield row["code"]
