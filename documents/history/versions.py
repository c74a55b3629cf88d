"""The versions of a published entry: what readers could read at its address, and when.

What an audience may not know of now, or could not have read then, it does not see in a version.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents.audience import Audience
from documents.history.past_access import versions_read
from documents.history.words import Words
from documents.models import Entry, Revision
from documents.records.plain import content
from documents.records.public import Knowable
from wording import Messages


@dataclass(frozen=True)
class Version:
    """`content` is in the form of documents.records.plain, with codes put into words, as
    far as the audience may know of them."""

    number: int
    at: datetime
    note: Messages
    content: dict[str, Any]


def versions_of(entry: Entry, audience: Audience) -> list[Version]:
    """List, newest first, those that the audience could read; numbers stay as they are."""
    readable = versions_read(entry, audience)[::-1]
    records = [content(revision.record) for revision in readable]
    known = Knowable(records, audience)
    records = [known.of(record) for record in records]
    words = Words(records)
    return [
        Version(each.version or 0, each.at, each.note, words.of(record))
        for each, record in zip(readable, records, strict=True)
    ]


def last_version(entry: Entry) -> Revision | None:
    """Return the revision that stands at the entry's address now."""
    found = entry.revisions.exclude(version=None).order_by("-version")
    return found.only("entry", "version", "at").first()
