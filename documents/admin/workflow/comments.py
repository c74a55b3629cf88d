from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from documents.admin.workflow.access import context, entry_for
from documents.curation import conversation
from documents.curation.permissions import CURATE
from documents.models import Comment


class CommentForm(forms.ModelForm):
    """A line of the conversation; whether the submitter reads it too is asked of curators."""

    class Meta:
        model = Comment
        fields = ["text", "circle"]
        widgets = {"text": forms.Textarea({"rows": 3, "cols": 80, "dir": "auto"})}

    def __init__(self, entry, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["circle"].help_text = gettext_lazy("What the suggester reads goes by mail.")
        if not (user.has_perm(CURATE) and hasattr(entry, "submission")):
            del self.fields["circle"]


@require_POST
def say(request, pk: int):
    entry = entry_for(request, pk)
    form = CommentForm(entry, request.user, request.POST)
    if form.is_valid():
        conversation.say(entry, request.user, **form.cleaned_data)
        messages.success(request, _("Your comment is kept."))
        return redirect("admin:documents_entry_desk", pk)
    page = context(request, entry, _("Comment"), form=form, submit=_("Comment"))
    return render(request, "admin/documents/entry/form.html", page)
