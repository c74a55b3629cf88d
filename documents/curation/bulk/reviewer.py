"""One account asked to review many entries."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F

from documents.curation import reviewing
from documents.curation.authors import by
from documents.curation.bulk.action import BulkAction
from documents.curation.bulk.finding import Found, Outcome, refused
from documents.curation.bulk.review_due import as_date
from documents.curation.permissions import CURATE, REVIEW
from documents.models import Entry, Review
from wording import Message, Messages
from wording import sentence as _


class ReviewerAsked(BulkAction):
    """Parameters: `reviewer` (key of the account), `due_on` (a day, or nothing)."""

    permission = CURATE

    def look(self, ids: Iterable[int]) -> dict[int, Found]:
        reviewer = get_user_model().objects.filter(pk=self.parameters["reviewer"]).first()
        entries = Entry.objects.filter(pk__in=ids)
        against = Against(reviewer, entries) if reviewer else None
        return {entry.pk: self.judge(entry, against) for entry in entries}

    def judge(self, entry: Entry, against: "Against | None") -> Found:
        if not self.user.has_perm(self.permission):
            return refused(_("You may not ask for reviews of this entry."))
        if against is None:
            return refused(_("This account is not a reviewer."))
        reason = against.reason(entry)
        return refused(reason) if reason else Found(Outcome.CHANGE, {"who": against.name})

    def look_back(self, done: dict[int, dict]) -> dict[int, Found]:
        asked = [each["review"] for each in done.values()]
        open_ = set(Review.objects.open().filter(pk__in=asked).values_list("pk", flat=True))
        return {
            pk: Found(Outcome.CHANGE, each)
            if each["review"] in open_
            else refused(_("This review is in, or was refused; it stays on record."))
            for pk, each in done.items()
        }

    def write(self, found: dict[int, Found], step: str) -> dict[int, Messages]:
        entries = Entry.objects.filter(pk__in=found).select_related("kind").order_by("pk")
        results = {entry.pk: self.attempt(entry, found[entry.pk].data) for entry in entries}
        return {pk: reason for pk, reason in results.items() if reason}

    def attempt(self, entry: Entry, data: dict) -> Messages:
        """Ask, or where a review was asked for, ask no longer; why not, or nothing."""
        try:
            with transaction.atomic():
                self.release(data) if "review" in data else self.ask(entry, data)
        except PermissionDenied:
            return Messages.of(_("You may not ask for reviews of this entry."))
        except ValidationError as error:
            return Messages.of(error)
        return Messages()

    def ask(self, entry: Entry, data: dict) -> None:
        reviewer = get_user_model().objects.get(pk=self.parameters["reviewer"])
        due_on = as_date(self.parameters["due_on"])
        data["review"] = reviewing.assign(entry, reviewer, self.user, due_on).pk

    def release(self, data: dict) -> None:
        review = Review.objects.select_related("entry").get(pk=data["review"])
        reviewing.release(review, self.user)

    def words(self, rows: list[dict]) -> list[str]:
        return [f"+ {row['who']}" if row else "" for row in rows]


class Against:
    """What speaks against one reviewer for some entries."""

    def __init__(self, reviewer, entries):
        self.name = reviewer.get_username()
        self.is_reviewer = reviewer.is_active and reviewer.has_perm(REVIEW)
        reviews = Review.objects.filter(reviewer=reviewer, entry__in=entries)
        current = reviews.filter(round=F("entry__review_round"))
        self.asked = set(current.values_list("entry_id", flat=True))
        self.own = set(entries.filter(by(reviewer)).values_list("pk", flat=True))

    def reason(self, entry: Entry) -> Message | None:
        if entry.state != Entry.State.IN_REVIEW:
            return _("%(entry)s is not in review.") % {"entry": entry.identifier}
        if not self.is_reviewer:
            return _("This account is not a reviewer.")
        if entry.pk in self.own:
            return _("The entry comes from this account; somebody else must judge it.")
        return _("This reviewer has been asked already.") if entry.pk in self.asked else None
