from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from documents.admin.workflow.access import add_errors, context, curated
from documents.curation import reviewing
from documents.curation.permissions import REVIEW, holders
from documents.models import Review


class AssignForm(forms.Form):
    """Whom to ask for a review of an entry: those who were not asked in this round."""

    reviewer = forms.ModelChoiceField(
        get_user_model().objects.none(), label=gettext_lazy("Reviewer")
    )
    due_on = forms.DateField(
        label=gettext_lazy("Wanted by"), required=False,
        widget=forms.DateInput({"type": "date"}),
    )  # fmt: skip

    def __init__(self, entry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = entry.reviews.filter(round=entry.review_round).values("reviewer")
        self.fields["reviewer"].queryset = holders(REVIEW).exclude(pk__in=asked)


@require_POST
def assign(request, pk: int):
    entry = curated(request, pk)
    form = AssignForm(entry, request.POST)
    if form.is_valid() and assigned(form, entry, request.user):
        who = form.cleaned_data["reviewer"]
        messages.success(request, _("%(who)s is asked for a review.") % {"who": who})
        return redirect("admin:documents_entry_desk", pk)
    page = context(request, entry, _("Ask a reviewer"), form=form, submit=_("Ask"))
    return render(request, "admin/documents/entry/form.html", page)


def assigned(form: AssignForm, entry, actor) -> bool:
    """Ask for the review; False with the form's errors where that is not possible."""
    chosen = form.cleaned_data
    try:
        reviewing.assign(entry, chosen["reviewer"], actor, chosen["due_on"])
    except ValidationError as error:
        add_errors(form, error)
    return form.is_valid()


@require_POST
def release(request, pk: int, review_pk: int):
    entry = curated(request, pk)
    review = get_object_or_404(Review, pk=review_pk, entry=entry)
    try:
        reviewing.release(review, request.user)
        messages.success(request, _("%(who)s is asked no longer.") % {"who": review.reviewer})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("admin:documents_entry_desk", pk)
