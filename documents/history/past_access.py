"""What of an entry an audience could read while it stood at its address, by its access then.

An embargo that a longer one took over before its day was never lifted, whatever day it is now.
"""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils import timezone

from documents.audience import Audience
from documents.models import Entry, Revision


def versions_read(entry: Entry, audience: Audience) -> list[Revision]:
    """Return the revisions that began a version which the audience could read, oldest first."""
    read: dict[int, Revision] = {}
    current = None
    for revision, until in with_ends(entry):
        current = revision if revision.version else current
        if current and current.version and was_open(revision.record, until, audience):
            read[current.version] = current
    return list(read.values())


def with_ends(entry: Entry) -> Iterator[tuple[Revision, date]]:
    """Yield each revision with the day until which it stood; the last one stands today."""
    found = list(entry.revisions.order_by("number"))
    for revision, following in pairwise(found):
        yield revision, timezone.localdate(following.at)
    for last in found[-1:]:
        yield last, timezone.localdate()


def was_open(record: dict[str, Any], until: date, audience: Audience) -> bool:
    if record["state"] not in Entry.READABLE:
        return False
    if record["access"] == Entry.Access.EMBARGOED:
        return date.fromisoformat(record["embargo_until"]) <= until
    return record["access"] == Entry.Access.OPEN or audience is Audience.MEMBERS
