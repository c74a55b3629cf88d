"""What whoever suggested an entry sees of it: where it stands, the questions, the reason."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.curation import conversation
from documents.models import Entry, Suggestion

State = Entry.State

EXPLAINED = {
    State.DRAFT: _("It came back to you: please read what should be changed, and answer below."),
    State.SUBMITTED: _("It waits for a curator to look at it."),
    State.IN_REVIEW: _("Two readers judge it, each alone."),
    State.ACCEPTED: _("It was accepted and is being prepared for publication."),
    State.DECLINED: _("It was not accepted."),
    State.PUBLISHED: _("It is published; everybody can find it."),
    State.WITHDRAWN: _("It was published and has been withdrawn."),
    State.SUPERSEDED: _("It was published; a newer entry stands for it now."),
}
# Steps whose reason is written for them.
TOLD = {"return", "decline", "withdraw", "supersede"}

OVER = (State.DECLINED, State.WITHDRAWN, State.SUPERSEDED)


@dataclass(frozen=True)
class Passed:
    """One step of the way so far, without the name of who took it."""

    state: str
    at: datetime
    reason: str


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), max_length=4000, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )


class SuggestionPage:
    def __init__(self, suggestion: Suggestion, data=None):
        self.suggestion, self.entry, self.form = suggestion, suggestion.entry, AnswerForm(data)

    @property
    def is_confirmed(self) -> bool:
        return self.suggestion.confirmed_at is not None

    @property
    def explanation(self) -> str | Promise:
        return EXPLAINED[self.entry.state]

    @property
    def takes_answers(self) -> bool:
        """Nothing can be said before the address is confirmed, nor about what is over."""
        return self.is_confirmed and self.entry.state not in OVER

    @property
    def asked(self) -> bool:
        return conversation.waits_for_suggester(self.entry)

    @property
    def thread(self):
        return conversation.with_suggester(self.entry)

    @property
    def way(self) -> list[Passed]:
        """Newest first."""
        return [
            Passed(
                change.get_target_display(),
                change.at,
                change.reason if change.transition in TOLD else "",
            )
            for change in self.entry.state_changes.all()
        ]
