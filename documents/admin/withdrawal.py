from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from documents import actions
from documents.models import Entry, Relation


class WithdrawalForm(forms.Form):
    """Why an entry goes, and what to read instead."""

    reason = forms.CharField(
        label=_("Reason"), widget=forms.Textarea({"rows": 4, "cols": 80}),
        help_text=_("Visitors of the entry's address read this."),
    )  # fmt: skip
    replacement = forms.ModelChoiceField(
        Entry.objects.published(), required=False, label=_("Replacement"),
        help_text=_("The published entry that takes its place, if there is one."),
        widget=AutocompleteSelect(Relation._meta.get_field("target"), admin.site),
    )  # fmt: skip

    def __init__(self, entry: Entry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry

    def withdraw(self, actor) -> bool:
        """Withdraw; False with the form's errors where that is not possible."""
        try:
            actions.withdraw(self.entry, actor, **self.cleaned_data)
        except ValidationError as error:
            self.add_error(None, error)
        return self.is_valid()
