"""The versions of a published entry: what readers could read at its address, and when.

What an audience may not know of now, or could not have read then, it does not see in a version.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from documents.audience import Audience
from documents.models import Entry, Revision
from documents.public_records import Known
from documents.records import content
from documents.words import Words


@dataclass(frozen=True)
class Version:
    """`content` is in the form of documents.records, with codes put into words, as
    far as the audience may know of them."""

    number: int
    at: datetime
    note: str
    content: dict


def versions(entry: Entry, audience: Audience) -> list[Version]:
    """Newest first, without those that the audience could not read; numbers stay as they are."""
    found = entry.revisions.exclude(version=None).order_by("-version")
    readable = [revision for revision in found if was_open_to(revision.record, audience)]
    records = [content(revision.record) for revision in readable]
    known = Known(records, audience)
    records = [known.of(record) for record in records]
    words = Words(records)
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
