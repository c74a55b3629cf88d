"""The do-no-harm questions of one entry."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.admin.workflow.access import context, curated
from documents.curation import harm as harm_
from documents.models import Entry, HarmAnswer, HarmQuestion


class HarmForm(forms.Form):
    """A choice and a note for each question in use; a yes says what was done about it."""

    def __init__(self, entry: Entry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairs = harm_.answers(entry)
        for question, answer in self.pairs:
            self.fields[f"answer_{question.pk}"] = forms.ChoiceField(
                label=str(question.text), choices=HarmAnswer.Value.choices,
                widget=forms.RadioSelect, initial=answer and answer.value,
            )  # fmt: skip
            self.fields[f"note_{question.pk}"] = forms.CharField(
                label=gettext_lazy("If yes: what was done about it"), required=False,
                widget=forms.Textarea({"rows": 2, "cols": 60, "dir": "auto"}),
                initial=answer.note if answer else "",
            )  # fmt: skip

    def clean(self):
        for question, (value, note) in self.given().items():
            if value == HarmAnswer.Value.YES and not note.strip():
                self.add_error(f"note_{question.pk}", _("Say what was done about it."))
        return super().clean()

    def given(self) -> dict[HarmQuestion, tuple[str, str]]:
        """Map the questions that were answered to (answer, note)."""
        data = self.cleaned_data
        return {
            question: (value, data.get(f"note_{question.pk}", ""))
            for question, _answer in self.pairs
            if (value := data.get(f"answer_{question.pk}"))
        }


def harm(request, pk: int):
    entry = curated(request, pk)
    form = HarmForm(entry, request.POST or None)
    if form.is_valid():
        harm_.answer(entry, request.user, form.given())
        messages.success(request, _("The answers are kept."))
        return redirect("admin:documents_entry_desk", pk)
    page = context(request, entry, _("Do no harm"), form=form, submit=_("Keep the answers"))
    return render(request, "admin/documents/entry/form.html", page)
