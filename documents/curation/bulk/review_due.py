"""The day on which entries are to be looked at again."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from documents.curation.bulk.action import BulkAction
from documents.curation.bulk.finding import Found, Outcome, same
from documents.history import actions
from documents.models import Entry
from wording import Messages


class ReviewDue(BulkAction):
    """Parameters: `day`, as 2027-01-31."""

    def look(self, ids: Iterable[int]) -> dict[int, Found]:
        entries = Entry.objects.filter(pk__in=ids)
        return {entry.pk: self.judge(entry, self.parameters["day"]) for entry in entries}

    def look_back(self, done: dict[int, dict]) -> dict[int, Found]:
        entries = Entry.objects.filter(pk__in=done)
        return {entry.pk: self.judge(entry, done[entry.pk]["old"]) for entry in entries}

    def judge(self, entry: Entry, day: str | None) -> Found:
        if refusal := self.refusal(entry):
            return refusal
        old = entry.review_due and entry.review_due.isoformat()
        return same() if old == day else Found(Outcome.CHANGE, {"old": old, "new": day})

    def write(self, found: dict[int, Found], step: str) -> dict[int, Messages]:
        now = timezone.now()
        changed = [
            Entry(pk=pk, review_due=as_date(each.data["new"]), changed_at=now)
            for pk, each in found.items()
        ]
        Entry.objects.bulk_update(changed, ["review_due", "changed_at"])
        actions.entries_saved(found, self.user, action=step)
        return {}

    def words(self, rows: list[dict]) -> list[str]:
        return [f"{shown(row['old'])} → {shown(row['new'])}" if row else "" for row in rows]


def as_date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None


def shown(day: str | None) -> str:
    return date_format(date.fromisoformat(day)) if day else "–"
