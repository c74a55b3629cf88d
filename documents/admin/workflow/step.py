"""The page before a step of the workflow: what it does, what is missing, why it is taken."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.admin.workflow.access import add_errors, context
from documents.admin.workflow.dependents import DependentsForm
from documents.admin.workflow.harm import HarmForm
from documents.admin.workflow.replacement import reason_field, replacement_field
from documents.curation import harm, workflow
from documents.curation.dependents import dependents
from documents.models import Entry
from wording import Message

REPLACED = {"withdraw": False, "supersede": True}  # step -> whether the other entry is required
OVERRIDE = gettext_lazy("Why it goes on all the same. This stays on record.")


class StepForm(forms.Form):
    """The reason, and for what goes from the public what to read instead."""

    reason = reason_field()

    def __init__(self, entry: Entry, step: workflow.Transition, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.overrides = step.judgement(entry)
        self.fields["reason"].help_text = step.reason or OVERRIDE
        if not (step.reason or self.overrides):
            del self.fields["reason"]
        if step.code in REPLACED:
            # What it stands for can take its place, once that stands for itself again.
            standing = dependents(entry).order_by()
            entries = Entry.objects.published() | standing if standing.exists() else None
            self.fields["replacement"] = replacement_field(entries, REPLACED[step.code])


def step(request, pk: int, code: str):
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=pk)
    transition = wanted(code)
    if not workflow.may(request.user, transition, entry):
        raise PermissionDenied
    page = StepPage(request, entry, transition)
    if request.method == "POST" and page.take():
        messages.success(request, page.done)
        return redirect("admin:documents_entry_desk", pk)
    return render(
        request, "admin/documents/entry/step.html",
        context(request, entry, page.title, page=page, form=page.form),
    )  # fmt: skip


def wanted(code: str) -> workflow.Transition:
    if code not in workflow.TRANSITIONS:
        raise Http404
    return workflow.TRANSITIONS[code]


class StepPage:
    """One step of one entry, about to be taken by the account of the request."""

    def __init__(self, request, entry: Entry, transition: workflow.Transition):
        self.request, self.entry, self.transition = request, entry, transition
        data = request.POST if request.method == "POST" else None
        self.form = StepForm(entry, transition, data)
        self.harm = HarmForm(entry, data) if self.asks_of_harm() else None
        self.dependents = DependentsForm(entry, data) if self.asks_of_dependents() else None
        self.others = [each for each in (self.harm, self.dependents) if each]

    def asks_of_harm(self) -> bool:
        """Tell whether questions without an answer stand in the way: they are asked on the page."""
        return "harm" in self.transition.requirements(self.entry)

    def asks_of_dependents(self) -> bool:
        """Tell whether the step withdraws an entry that stands for others, to be decided on."""
        return self.transition.code == "withdraw" and dependents(self.entry).exists()

    @property
    def has_errors(self) -> bool:
        return any(form.errors for form in (self.form, *self.others))

    @property
    def media(self):
        """What the fields of all forms need."""
        return sum((each.media for each in self.others), self.form.media)

    @property
    def title(self) -> str:
        return f"{self.transition.label}: {self.entry.identifier}"

    @property
    def is_possible(self) -> bool:
        return self.entry.state in self.transition.sources

    @property
    def lacking(self) -> list[tuple[str, Message]]:
        """What is missing: (name of the field on the entry's form, what to say)."""
        return [
            (name, text)
            for name, text in self.transition.requirements(self.entry).items()
            if name != "harm"
        ]

    @property
    def may_override(self) -> bool:
        return self.request.user.has_perm(workflow.OVERRIDE)

    @property
    def done(self) -> str:
        state = self.entry.get_state_display()
        if not self.entry.is_readable:
            return _("%(entry)s is %(state)s now.") % {"entry": self.entry, "state": state}
        text = _('{} is {} now. <a href="{}">See its page</a>.')
        return format_html(text, self.entry, state, self.entry.get_absolute_url())

    def take(self) -> bool:
        """Take the step; False with the forms' errors where that is not possible."""
        if self.has_errors:
            return False
        try:
            self.answer_and_go_on()
        except ValidationError as error:
            self.entry.refresh_from_db()  # what was taken back may have changed it here
            add_errors(self.form, error, *self.others)
        return not self.has_errors

    @transaction.atomic
    def answer_and_go_on(self) -> None:
        """Keep the answers on harm and take the step: both or neither."""
        if self.harm:
            harm.answer(self.entry, self.request.user, self.harm.given())
        chosen = dict(self.form.cleaned_data)
        if self.dependents:
            chosen["decisions"] = self.dependents.decisions()
        workflow.perform(self.entry, self.transition.code, self.request.user, **chosen)
