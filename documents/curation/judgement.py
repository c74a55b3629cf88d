"""What everybody may know of an entry's reviews: how many read it, when, and its profile."""

from dataclasses import dataclass
from datetime import datetime

from documents.curation.standing import Judged, Standing
from documents.models import Entry
from documents.models.criterion import HIGHEST


@dataclass(frozen=True)
class Judgement:
    """The reviews that an entry was accepted on, without the names of those who wrote them."""

    readers: int
    at: datetime
    profile: list[Judged]

    @property
    def highest(self) -> int:
        return HIGHEST


def judgement_of(entry: Entry) -> Judgement | None:
    """Sum up the reviews; None where the entry passed none, or they are not all in."""
    if not (entry.review_round and entry.is_readable):
        return None
    standing = Standing(entry)
    if not standing.is_complete:
        return None
    at = max(review.submitted_at for review in standing.reviews if review.submitted_at)
    return Judgement(len(standing.reviews), at, standing.judged)
