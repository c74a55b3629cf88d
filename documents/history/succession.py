"""What stands for an entry that no longer stands for itself, as far as an audience may know."""

from dataclasses import dataclass
from datetime import datetime

from documents.audience import Audience
from documents.models import Entry, StateChange


@dataclass(frozen=True)
class Successor:
    """The entry to read instead. Where the audience may not read it, `entry` is None: that there
    is one is all that is told, and that it `is_withdrawn` only where its tombstone tells it too."""

    entry: Entry | None
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Superseded:
    """When and why an entry was superseded; None and empty where nobody kept it."""

    at: datetime | None
    reason: str
    successor: Successor | None


def successor_of(entry: Entry, audience: Audience) -> Successor | None:
    """Return what stands for the entry; None where nothing was named."""
    if entry.replacement_id is None:
        return None
    same = Entry.objects.filter(pk=entry.replacement_id)
    readable = same.readable_to(audience).for_lists().first()
    withdrawn = same.open_to(audience).filter(state=Entry.State.WITHDRAWN)
    return Successor(readable, is_withdrawn=readable is None and withdrawn.exists())


def superseded(entry: Entry, audience: Audience) -> Superseded | None:
    """Say when, why and by what it was superseded; None for what is not.

    The reason was asked for those who come to the address.
    """
    if entry.state != Entry.State.SUPERSEDED:
        return None
    steps = StateChange.objects.filter(entry=entry, transition="supersede").order_by("-pk")
    last = steps.first()
    return Superseded(
        last.at if last else None, str(last.reason) if last else "", successor_of(entry, audience)
    )
