"""What is to be read instead: the field that asks for it, and the page that changes it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from documents.admin.workflow.access import add_errors, context
from documents.curation.permissions import PUBLISH
from documents.history import actions
from documents.models import Entry, Relation
from widgets.search_box import SearchBox

LABEL = gettext_lazy("Replacement")
HELP = gettext_lazy("The published entry that takes its place, if there is one.")


class EntrySelect(SearchBox):
    """Django's, which offers only entries that `are` published or readable, and with a name for
    its box that is read aloud."""

    def __init__(self, are: str = "published"):
        super().__init__(Relation._meta.get_field("target"), admin.site)
        self.are = are

    def get_url(self):
        return f"{super().get_url()}?{self.are}"

    @property
    def media(self):
        return super().media + forms.Media(js=["js/search-labels.js"])


def reason_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Reason"), max_length=4000,
        widget=forms.Textarea({"rows": 4, "cols": 80, "dir": "auto"}),
    )  # fmt: skip


def replacement_field(
    entries: QuerySet[Entry] | None = None,
    required: bool = False,
    label: StrOrPromise = LABEL,
    help_text: StrOrPromise = HELP,
) -> forms.ModelChoiceField:
    """Make a field for one of these entries (default: the published ones), found while typing."""
    return forms.ModelChoiceField(
        Entry.objects.published() if entries is None else entries,
        required=required, label=label, help_text=help_text,
        widget=EntrySelect("published" if entries is None else "readable"),
    )  # fmt: skip


class ReplacementForm(forms.Form):
    """What stands for an entry from now on; a superseded one needs something that does."""

    reason = reason_field()

    def __init__(self, entry: Entry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = gettext_lazy("Curators read this.")
        self.fields["replacement"] = replacement_field(required=not entry.is_withdrawn)


def replacement(request, pk: int):
    if not request.user.has_perm(PUBLISH):
        raise PermissionDenied
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=pk)
    if entry.state not in Entry.REPLACED:
        raise Http404
    form = ReplacementForm(entry, request.POST or None)
    if form.is_valid() and replaced(form, entry, request.user):
        messages.success(request, _("The replacement is kept."))
        return redirect("admin:documents_entry_desk", pk)
    title = _("What to read instead of %(entry)s") % {"entry": entry.identifier}
    page = context(request, entry, title, form=form, submit=_("Save"))
    return render(request, "admin/documents/entry/form.html", page)


def replaced(form: ReplacementForm, entry: Entry, actor) -> bool:
    """Name the replacement; False with the form's errors where that is not possible."""
    chosen = form.cleaned_data
    try:
        actions.replace(entry, chosen["replacement"], actor, chosen["reason"])
    except ValidationError as error:
        add_errors(form, error)
    return form.is_valid()
