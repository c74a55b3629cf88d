"""Submitting an entry, and following it: where it stands, the questions, the reason."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_stubs_ext import StrOrPromise

from documents.curation import conversation, submitting
from documents.models import Entry, Submission
from documents.pages.submission_form import SubmissionForm, visible_duplicates
from throttling import client
from throttling.limit import Limit
from wording import Messages

State = Entry.State

EXPLAINED: dict[str, StrOrPromise] = {
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
    reason: Messages


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"), max_length=4000, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )


class SubmissionPage:
    def __init__(self, submission: Submission, data=None):
        self.submission, self.entry, self.form = submission, submission.entry, AnswerForm(data)

    @property
    def is_confirmed(self) -> bool:
        return self.submission.confirmed_at is not None

    @property
    def explanation(self) -> StrOrPromise:
        return EXPLAINED[self.entry.state]

    @property
    def takes_answers(self) -> bool:
        """Whether an answer can be given: once the address is confirmed, until all is over."""
        return self.is_confirmed and self.entry.state not in OVER

    @property
    def asked(self) -> bool:
        return conversation.waits_for_submitter(self.entry)

    @property
    def thread(self):
        return conversation.with_submitter(self.entry)

    @property
    def way(self) -> list[Passed]:
        """The steps that it has taken, newest first."""
        return [
            Passed(
                change.get_target_display(),
                change.at,
                change.reason if change.transition in TOLD else Messages(),
            )
            for change in self.entry.state_changes.all()
        ]


HOUR, DAY = 3600, 86_400
FROM_ONE_PLACE = Limit("submit from one address", 10, HOUR)
FOR_ONE_PERSON = Limit("submit for one person", 10, DAY)
FROM_EVERYBODY = Limit("submit", 300, DAY)
ANSWERS = Limit("answer as one person", 20, HOUR)
LOOKS = Limit("look for duplicates", 240, HOUR)


@never_cache
def submit(request):
    """Show the form and take what it sends; what no person filled in is thanked for and dropped."""
    form = SubmissionForm(request.user, request.POST or None, request.FILES or None)
    if form.is_valid():
        if form.is_spam:
            return render(request, "submitted.html", {"email": form.cleaned_data.get("email")})
        if may_submit(request, form):
            return keep(request, form)
    return render(request, "submit.html", {"form": form})


def may_submit(request, form: SubmissionForm) -> bool:
    """Count the submission; False with the form's error where there were too many."""
    email = form.cleaned_data.get("email") or request.user.get_username()
    limits = [
        FROM_ONE_PLACE.allows(client.network(request)),
        FOR_ONE_PERSON.allows(email.casefold()),
        FROM_EVERYBODY.allows(""),
    ]
    if not all(limits):
        text = gettext("There were many suggestions from here. Please try again later.")
        form.add_error(None, text)
    return all(limits)


def keep(request, form: SubmissionForm):
    data, submission = form.cleaned_data, form.submission()
    submitting.submit(
        form.instance, submission, url=data["url"], doi=data["doi"], file=data["file"]
    )
    if submission.confirmed_at:
        return redirect(submission.secret_address())
    return render(request, "submitted.html", {"email": submission.email})


@require_safe
@never_cache
def duplicates(request):
    """List what may be the same, while somebody types."""
    found = []
    if LOOKS.allows(client.network(request)):
        asked = {
            name: request.GET.get(name, "").replace("\0", "") for name in ("title", "doi", "url")
        }
        found = visible_duplicates(request.user, **asked)
    return render(request, "components/duplicates.html", {"duplicates": found})


@never_cache
def submission(request, token: str):
    """Show whoever has its letter how a submission fares: confirm it, read questions, answer."""
    found = get_object_or_404(Submission.objects.with_token(token).select_related("entry__kind"))
    page = SubmissionPage(found, request.POST if "text" in request.POST else None)
    if "confirm" in request.POST:
        submitting.confirm(found)
        return redirect(found.secret_address())
    if page.takes_answers and page.form.is_valid() and may_answer(page):
        conversation.answer(found, page.form.cleaned_data["text"])
        return redirect(found.secret_address())
    return render(request, "submission.html", {"page": page})


def may_answer(page: SubmissionPage) -> bool:
    """Count the answer, which is a letter; False with the form's error for too many."""
    allowed = ANSWERS.allows(page.submission.token_digest)
    if not allowed:
        page.form.add_error(None, gettext("There were many answers. Please try again later."))
    return allowed
