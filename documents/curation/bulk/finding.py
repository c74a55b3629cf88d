"""What a change of many would do to one entry."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from documents.models import BulkLine, Entry
from wording import Message, Messages

Outcome = BulkLine.Outcome
CHANGE = "documents.change_entry"


@dataclass
class Found:
    """`data` says what differs, `reason` why nothing can."""

    outcome: str
    data: dict = field(default_factory=dict)
    reason: Messages = field(default_factory=Messages)


def refused(reason: Message | ValidationError) -> Found:
    return Found(Outcome.REFUSED, reason=Messages.of(reason))


def same() -> Found:
    return Found(Outcome.SAME)


def may_change(user, entry: Entry) -> bool:
    """Ask for the permission for all entries, or for this one where a backend knows of such."""
    return user.has_perm(CHANGE) or user.has_perm(CHANGE, entry)
