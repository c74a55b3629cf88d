"""A reviewer's own page: the criteria with their guidance, and the way to say no."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.admin.workflow.access import add_errors, context, entry_for
from documents.curation import reviewing
from documents.models import Criterion
from documents.models.criterion import SCORES

REMARK = gettext_lazy("Remark for the curator")


@dataclass(frozen=True)
class Asked:
    """One criterion with its two fields of the form."""

    criterion: Criterion
    score: forms.BoundField
    reason: forms.BoundField


class ReviewForm(forms.Form):
    """A score from 0 to 4 under each criterion, each said in words, and why."""

    remark = forms.CharField(
        label=REMARK, required=False, max_length=4000,
        widget=forms.Textarea({"rows": 3, "cols": 80, "dir": "auto"}),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        criteria = Criterion.objects.filter(is_active=True).prefetch_related("meanings")
        self.criteria = list(criteria)
        for criterion in self.criteria:
            self.fields[f"score_{criterion.pk}"] = forms.TypedChoiceField(
                label=str(criterion.name), coerce=int, widget=forms.RadioSelect,
                choices=choices(criterion),
            )  # fmt: skip
            self.fields[f"reason_{criterion.pk}"] = forms.CharField(
                label=gettext_lazy("Why"), required=False, max_length=2000,
                widget=forms.Textarea({"rows": 2, "cols": 80, "dir": "auto"}),
            )  # fmt: skip

    @property
    def asked(self) -> list[Asked]:
        return [
            Asked(each, self[f"score_{each.pk}"], self[f"reason_{each.pk}"])
            for each in self.criteria
        ]

    def given(self) -> dict[Criterion, tuple[int, str]]:
        data = self.cleaned_data
        return {
            each: (data[f"score_{each.pk}"], data[f"reason_{each.pk}"]) for each in self.criteria
        }


def choices(criterion: Criterion) -> list[tuple[int, str]]:
    """List every score with what it means, where the organizers have said so."""
    meanings = {each.score: str(each) for each in criterion.meanings.all()}
    return [(score, meanings.get(score, str(score))) for score in SCORES]


class RefusalForm(forms.Form):
    remark = forms.CharField(
        label=REMARK, required=False, max_length=4000,
        widget=forms.Textarea({"rows": 2, "cols": 80, "dir": "auto"}),
    )  # fmt: skip


def review(request, pk: int):
    entry = entry_for(request, pk)
    own = reviewing.wanted_from(entry, request.user)
    if own is None:
        raise PermissionDenied
    refused = "_refuse" in request.POST
    form = ReviewForm(None if refused else request.POST or None)
    refusal = RefusalForm(request.POST if refused else None, prefix="refusal")
    if (refusal if refused else form).is_valid() and sent(own, request.user, form, refusal):
        messages.success(request, _("Thank you. Your answer is with the curator."))
        return redirect("admin:documents_entry_queue")
    title = _("Review of %(entry)s") % {"entry": entry.identifier}
    page = context(request, entry, title, form=form, refusal=refusal, review=own)
    return render(request, "admin/documents/entry/review.html", page)


def sent(own, user, form: ReviewForm, refusal: RefusalForm) -> bool:
    """Send the review or the refusal; False with the form's errors where it came too late."""
    chosen = refusal if refusal.is_bound else form
    try:
        if refusal.is_bound:
            reviewing.refuse(own, user, refusal.cleaned_data["remark"])
        else:
            reviewing.submit(own, user, form.given(), form.cleaned_data["remark"])
    except ValidationError as error:
        add_errors(chosen, error)
    return chosen.is_valid()
