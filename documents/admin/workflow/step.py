"""The page before a step of the workflow: what it does, what is missing, why it is taken."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.admin.workflow.access import add_errors, context
from documents.admin.workflow.harm import HarmForm
from documents.curation import harm, workflow
from documents.models import Entry, Relation

REPLACED = {"withdraw": False, "supersede": True}  # step -> whether the other entry is required
OVERRIDE = gettext_lazy("Why it goes on all the same. This stays on record.")


class PublishedSearch(AutocompleteSelect):
    """A search box that offers published entries alone."""

    def get_url(self):
        return f"{super().get_url()}?published"


class StepForm(forms.Form):
    """The reason, and for what goes from the public what to read instead."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=4000,
        widget=forms.Textarea({"rows": 4, "cols": 80, "dir": "auto"}),
    )  # fmt: skip
    replacement = forms.ModelChoiceField(
        Entry.objects.published(), required=False, label=gettext_lazy("Replacement"),
        help_text=gettext_lazy("The published entry that takes its place, if there is one."),
        widget=PublishedSearch(Relation._meta.get_field("target"), admin.site),
    )  # fmt: skip

    def __init__(self, entry: Entry, step: workflow.Transition, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.overrides = step.judgement(entry)
        self.fields["reason"].help_text = step.reason or OVERRIDE
        if not (step.reason or self.overrides):
            del self.fields["reason"]
        if step.code in REPLACED:
            self.fields["replacement"].required = REPLACED[step.code]
        else:
            del self.fields["replacement"]


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

    def asks_of_harm(self) -> bool:
        """Questions without an answer are asked on the page where they stand in the way."""
        return self.transition.code == "publish" and bool(harm.unanswered(self.entry))

    @property
    def title(self) -> str:
        return f"{self.transition.label}: {self.entry.identifier}"

    @property
    def is_possible(self) -> bool:
        return self.entry.state in self.transition.sources

    @property
    def lacking(self) -> list[tuple[str, str]]:
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
        answered = self.harm is None or self.harm.is_valid()
        if not (self.form.is_valid() and answered):
            return False
        try:
            self.answer_and_go_on()
        except ValidationError as error:
            add_errors(self.form, error)
        return self.form.is_valid()

    @transaction.atomic
    def answer_and_go_on(self) -> None:
        """The answers are kept only where the step is taken."""
        if self.harm:
            harm.answer(self.entry, self.request.user, self.harm.given())
        chosen = self.form.cleaned_data
        workflow.perform(self.entry, self.transition.code, self.request.user, **chosen)
