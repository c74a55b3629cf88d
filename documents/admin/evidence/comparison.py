"""Two readings side by side, and the curator's decisions where they differ."""

from dataclasses import dataclass
from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from documents.admin.evidence.forms import qualities
from documents.admin.workflow.access import context
from documents.curation.evidence import reconciling, two_readers
from documents.curation.evidence.comparing import Compared, compare
from documents.curation.evidence.reconciling import Choice, Decision
from documents.models import Entry
from documents.models.evidence import FindingColumns


class DecisionForm(forms.Form):
    choice = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect)
    direction = forms.ChoiceField(
        label=gettext_lazy("Another direction of the effect"), required=False,
        choices=[("", "---------"), *FindingColumns.Direction.choices],
    )  # fmt: skip
    quality = forms.TypedChoiceField(
        label=gettext_lazy("Another quality of evidence"), required=False, coerce=int,
        empty_value=None, choices=qualities,
        help_text=gettext_lazy("What you leave empty stays as the readers have it."),
    )  # fmt: skip
    wording = forms.CharField(
        label=gettext_lazy("Other wording of the finding, if you like"), required=False,
        max_length=500, widget=forms.Textarea({"rows": 2, "cols": 80, "dir": "auto"}),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000,
        widget=forms.Textarea({"rows": 2, "cols": 80, "dir": "auto"}),
        help_text=gettext_lazy("For curators; the public does not read it."),
    )  # fmt: skip

    def __init__(self, compared: Compared, data: QueryDict | None = None):
        super().__init__(data, prefix=compared.key)
        possible = reconciling.choices(compared)
        choice = cast("forms.ChoiceField", self.fields["choice"])
        choice.choices = [each for each in Choice.choices if each[0] in possible]
        if Choice.OTHER not in possible:
            del self.fields["direction"], self.fields["quality"]
        elif not compared.rows[0].outcome_id:
            del self.fields["direction"]

    def clean(self):
        """Refuse an own judgement beside a reader's row: it would be lost without a word."""
        data = self.cleaned_data
        own = bool(data.get("direction")) or data.get("quality") is not None
        if own and data.get("choice") not in (None, Choice.OTHER):
            self.add_error("choice", _("You have chosen a direction or quality of your own."))
        elif data.get("choice") == Choice.OTHER and not own:
            self.add_error("choice", _("Choose the other direction or quality, too."))
        return super().clean()


@dataclass(frozen=True)
class Line:
    """A row of the comparison; `form` only where the account decides a difference."""

    compared: Compared
    form: DecisionForm | None


def comparison(request, pk: int):
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=pk)
    decides = reconciling.may_reconcile(entry, request.user)
    may_look = request.method == "GET" and two_readers.own_reading(entry, request.user)
    if not (decides or may_look):
        raise PermissionDenied
    lines = lines_of(entry, decides, request.POST if request.method == "POST" else None)
    if request.method == "POST" and decided(request, entry, lines):
        messages.success(request, _("The evidence stands on the entry's page."))
        return redirect("admin:documents_entry_evidence")
    title = _("Two readings of %(entry)s") % {"entry": entry.identifier}
    page = context(request, entry, title, lines=lines, readings=two_readers.pair(entry))
    return render(
        request, "admin/documents/entry/evidence_comparison.html", {**page, "decides": decides}
    )


def lines_of(entry: Entry, decides: bool, data) -> list[Line]:
    """List what is compared; nothing before both readings are sent."""
    readings = two_readers.pair(entry)
    return [
        Line(each, DecisionForm(each, data) if decides and not each.agrees else None)
        for each in (compare(*readings) if readings else ())
    ]


def decided(request, entry: Entry, lines: list[Line]) -> bool:
    asked = {line.compared.key: line.form for line in lines if line.form}
    checked = [form.is_valid() for form in asked.values()]  # all of them, to show every error
    if not all(checked):
        return False
    decisions = {key: Decision(**form.cleaned_data) for key, form in asked.items()}
    try:
        reconciling.reconcile(entry, request.user, decisions)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True


@require_POST
def release(request, pk: int, reading_pk: int):
    entry = get_object_or_404(Entry, pk=pk)
    try:
        two_readers.release(entry, reading_pk, request.user)
        messages.success(request, _("Somebody else can read the entry now."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("admin:documents_entry_evidence")
