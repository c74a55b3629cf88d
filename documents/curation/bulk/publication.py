"""Many entries published, each as the workflow lets it be."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy

from documents.curation import harm, workflow
from documents.curation.bulk.action import BulkAction
from documents.curation.bulk.finding import Found, Outcome, refused
from documents.curation.standing import standings
from documents.history.requirements import missing_in, to_be_checked
from documents.models import Entry
from wording import Message, Messages
from wording import sentence as _

State = Entry.State
STEP = workflow.TRANSITIONS["publish"]


class Publication(BulkAction):
    """Parameters: `reason`, for what goes on although the reviews do not suffice."""

    permission = workflow.PUBLISH
    undoing = gettext_lazy("Published for more than a day, an entry can only be withdrawn.")

    def look(self, ids: Iterable[int]) -> dict[int, Found]:
        entries = list(to_be_checked(Entry.objects.filter(pk__in=ids)))
        step = step_for(entries)
        return {entry.pk: self.judge(entry, step) for entry in entries}

    def judge(self, entry: Entry, step: workflow.Transition) -> Found:
        try:
            overridden = workflow.check(entry, step, self.user, self.parameters["reason"])
        except PermissionDenied:
            return refused(_("You may not publish this entry."))
        except ValidationError as error:
            return refused(error)
        return Found(
            Outcome.CHANGE, {"state": entry.state, "overridden": Messages.of(overridden).json()}
        )

    def look_back(self, done: dict[int, dict]) -> dict[int, Found]:
        """Offer to take back all; whether readers have had one for too long is asked later."""
        return {pk: Found(Outcome.CHANGE, {"back": each["state"]}) for pk, each in done.items()}

    def write(self, found: dict[int, Found], step: str) -> dict[int, Messages]:
        entries = Entry.objects.filter(pk__in=found).order_by("pk")
        results = {entry.pk: self.attempt(entry, found[entry.pk].data) for entry in entries}
        return {pk: reason for pk, reason in results.items() if reason}

    def attempt(self, entry: Entry, data: dict) -> Messages:
        """Publish, or where it was published, take that back; why not, or nothing."""
        try:
            with transaction.atomic():
                if "back" in data:
                    workflow.take_back(entry, data["back"], self.user)
                else:
                    workflow.perform(entry, STEP.code, self.user, self.parameters["reason"])
        except PermissionDenied:
            return Messages.of(_("You may not publish this entry."))
        except ValidationError as error:
            return Messages.of(error)
        return Messages()

    def words(self, rows: list[dict]) -> list[str]:
        return [
            f"{State(row['state']).label} → {STEP.target.label} {Messages.read(row['overridden'])}"
            if row
            else ""
            for row in rows
        ]


def step_for(entries: list[Entry]) -> workflow.Transition:
    """Return the step, with what it asks of these entries read for all of them at once."""
    unanswered = harm.unanswered_in([entry.pk for entry in entries])
    standing = standings(entries)

    def lacking(entry: Entry) -> dict[str, Message]:
        return workflow.in_words(missing_in(entry), unanswered[entry.pk])

    def judgement(entry: Entry) -> list[Message]:
        return [] if entry.state == State.ACCEPTED else standing[entry.pk].shortfalls

    return replace(STEP, requirements=lacking, judgement=judgement)
