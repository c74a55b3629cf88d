"""What becomes of the entries that another one stands for, asked before it is withdrawn."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from documents.admin.workflow.replacement import replacement_field
from documents.curation.dependents import Decision, Decisions, Fate, dependents, fates_of, field_of
from documents.models import Entry


class DependentsForm(forms.Form):
    """For each of them a choice, and the entry that is chosen."""

    def __init__(self, entry: Entry, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dependents = list(dependents(entry))
        for each in self.dependents:
            self.fields[field_of(each)] = forms.ChoiceField(
                label=name_of(each), choices=[(fate.value, fate.label) for fate in fates_of(each)],
                widget=forms.RadioSelect, help_text=desk_of(each),
            )  # fmt: skip
            self.fields[instead_of(each)] = replacement_field(
                label=_("Which entry stands for %(entry)s") % {"entry": each.identifier},
                help_text=_("If you leave it empty: the replacement above."),
            )

    def decisions(self) -> Decisions:
        data = self.cleaned_data
        return {
            each.pk: Decision(Fate(data[field_of(each)]), data[instead_of(each)])
            for each in self.dependents
        }


def instead_of(entry: Entry) -> str:
    return f"instead_{entry.pk}"


def name_of(entry: Entry):
    return format_html(
        '<bdi lang="{}">{}</bdi> · {}', entry.title_language, entry, entry.get_state_display()
    )


def desk_of(entry: Entry):
    """Link the page of what must be done before the entry can stand for itself again."""
    address = reverse("admin:documents_entry_desk", args=[entry.pk])
    return format_html('<a href="{}">{}</a>', address, _("Curation of this entry"))
