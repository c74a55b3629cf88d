"""What a change of many would do to one entry."""

from dataclasses import dataclass, field

from documents.models import BulkLine, Entry

Outcome = BulkLine.Outcome
CHANGE = "documents.change_entry"


@dataclass
class Found:
    """`data` says what differs, `reason` why nothing can."""

    outcome: str
    data: dict = field(default_factory=dict)
    reason: str = ""


def refused(reason: str) -> Found:
    return Found(Outcome.REFUSED, reason=reason)


def same() -> Found:
    return Found(Outcome.SAME)


def may_change(user, entry: Entry) -> bool:
    """By a permission for all entries, or for this one where a backend knows of such."""
    return user.has_perm(CHANGE) or user.has_perm(CHANGE, entry)
