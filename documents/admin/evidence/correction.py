"""One finding corrected or deleted, and the decision on what somebody else proposes."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from documents.admin.evidence.findings import named
from documents.admin.evidence.forms import DimensionForm, EffectForm, initial
from documents.admin.evidence.ways import may_see
from documents.admin.workflow.access import context
from documents.audience import Audience
from documents.curation.evidence import correcting
from documents.evidence.rows import plain
from documents.history.words import Words
from documents.models import Entry, Finding, FindingCorrection

HUB = "admin:documents_entry_evidence_of"


class NoteForm(forms.Form):
    """What readers are told; `opened` is the version of the entry that the page shows."""

    opened = forms.IntegerField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=gettext_lazy("What changed, for readers"), max_length=500,
        widget=forms.Textarea({"rows": 2, "cols": 80, "dir": "auto"}),
        help_text=gettext_lazy(
            "In a sentence. It stands beside the new version, where everybody reads it."
        ),
    )  # fmt: skip

    def clean(self):
        """Take what is no version for an old one: who sent it looks at the finding again."""
        if self.errors.pop("opened", None):
            self.cleaned_data["opened"] = None
        return super().clean()


class DeletionForm(NoteForm):
    prefix = "deletion"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["note"].label = gettext_lazy("Why it is deleted")


def correct(request, pk: int, finding_pk: int):
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=pk)
    if not correcting.may_correct(entry, request.user):
        raise PermissionDenied
    finding = Finding.objects.filter(owner_id=pk, pk=finding_pk).first()
    if finding is None or entry.is_withdrawn:
        messages.error(request, _("This finding cannot be corrected any more."))
        return redirect(HUB, pk)
    page = CorrectionPage(request, entry, finding)
    if request.method == "POST" and page.write():
        messages.success(request, page.done)
        return redirect(HUB, pk)
    title = _("Correct a finding of %(entry)s") % {"entry": entry.identifier}
    return render(
        request,
        "admin/documents/entry/evidence_correction.html",
        context(request, entry, title, page=page),
    )


class CorrectionPage:
    """The forms of one finding, with what stands now beside them."""

    def __init__(self, request, entry: Entry, finding: Finding):
        self.entry, self.finding, self.user = entry, finding, request.user
        self.is_deleting = "_delete" in request.POST
        data = request.POST if request.method == "POST" else None
        kept, gone = (None, data) if self.is_deleting else (data, None)
        self.row = plain(finding)
        self.form = self.finding_form(kept)
        opened = {"opened": entry.version}
        self.note = NoteForm(kept, initial=opened)
        self.deletion = DeletionForm(gone, initial=opened)
        self.proposal: FindingCorrection | None = None

    def finding_form(self, data) -> EffectForm | DimensionForm:
        given = {"data": data, "initial": initial(self.row)}
        audience, dimension = Audience.of(self.user), Finding.Dimension(self.finding.dimension)
        if dimension == Finding.Dimension.EFFECT:
            return EffectForm(audience, **given)
        return DimensionForm(dimension, audience, **given)

    @property
    def name(self) -> str:
        return str(self.finding.outcome or self.finding.get_dimension_display())

    @property
    def parts(self) -> list[tuple[str, str]]:
        """What stands now, in words."""
        return named(Words([{"evidence": [self.row]}], is_whole=True).parts(self.row))

    @property
    def waits(self) -> bool:
        """Whether a proposal is to be decided before anything else."""
        return self.finding.corrections.open().exists()

    @property
    def done(self) -> str:
        if self.is_deleting:
            return _("The finding is deleted; the history keeps it.")
        if self.proposal:
            return _("Proposed. Readers see it once a second person has confirmed it.")
        return _("The finding is corrected.")

    def write(self) -> bool:
        """Correct, propose or delete; False with what is wrong at the forms."""
        note = self.deletion if self.is_deleting else self.note
        asked = [note] if self.is_deleting else [self.form, note]
        checked = [each.is_valid() for each in asked]  # all of them, to show every error
        if not all(checked):
            return False
        try:
            self.delete() if self.is_deleting else self.correct()
        except ValidationError as error:
            note.add_error(None, error.messages)
            self.show_now(note)
        return not note.errors

    def correct(self) -> None:
        note = self.note.cleaned_data
        self.proposal = correcting.correct(
            self.entry, self.finding.pk, self.user, self.form.row or self.row, note["note"],
            opened=note["opened"],
        )  # fmt: skip

    def delete(self) -> None:
        note = self.deletion.cleaned_data
        correcting.delete(
            self.entry, self.finding.pk, self.user, note["note"], opened=note["opened"]
        )

    def show_now(self, form: NoteForm) -> None:
        """Let who came too late see what stands now, and save again knowing it."""
        self.entry.refresh_from_db()
        data = cast("QueryDict", form.data).copy()
        data[form.add_prefix("opened")] = str(self.entry.version)
        form.data = data


@require_POST
def decide(request, pk: int, correction_pk: int):
    """Confirm or refuse what is proposed."""
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=pk)
    if not may_see(entry, request.user):
        raise PermissionDenied
    try:
        if "_confirm" in request.POST:
            correcting.confirm(entry, correction_pk, request.user)
            messages.success(request, _("Confirmed. Readers see the correction now."))
        else:
            reason = request.POST.get("reason", "")[:1000]
            correcting.refuse(entry, correction_pk, request.user, reason)
            messages.success(request, _("The finding stays as it is."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect(HUB, pk)
