"""The form of an entry: its columns, the concepts and sections of its kind, and a guard against
two people overwriting each other."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from documents.admin import concept_fields, section_fields
from documents.models import Entry, Kind
from widgets.growing import GrowingLine
from widgets.line_ends import OneLineEnd


class EntryForm(OneLineEnd, forms.ModelForm):
    """`kind` is fixed when an entry is begun; `incomplete` holds what a published entry would
    lack after this save (set by the admin after trying)."""

    incomplete: dict[str, str] = {}
    opened_version = forms.IntegerField(
        label="", widget=forms.HiddenInput, required=False, initial=0
    )

    change_note = forms.CharField(
        label=_("What changed, for readers"), required=False, max_length=500,
        widget=GrowingLine,
        help_text=_("In a sentence. It stands beside the new version, where everybody reads it."),
    )  # fmt: skip

    class Meta:
        model = Entry
        exclude: tuple = ()  # the admin names the fields, as the kind decides
        widgets = {
            "summary": forms.Textarea(
                {"rows": 10, "cols": 90, "dir": "auto", "data-word-limit": 250}
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        entry = self.instance
        self.initial["opened_version"] = entry.version
        if entry.pk:
            self.initial |= section_fields.section_texts(entry)
            self.initial |= self.tagged(entry)

    def tagged(self, entry: Entry) -> dict[str, list[int]]:
        """Map the names of fields to the concepts that the entry carries."""
        tagged: dict[str, list[int]] = {name: [] for name in self.concept_names()}
        for concept in entry.concepts.select_related("scheme"):
            tagged.setdefault(concept_fields.field_name(concept.scheme), []).append(concept.pk)
        return tagged

    def concept_names(self) -> list[str]:
        return [name for name in self.fields if name.startswith(concept_fields.PREFIX)]

    def clean(self):
        self.refuse_overwriting()
        if self.instance.is_withdrawn:
            raise forms.ValidationError(_("A withdrawn entry does not change."))
        for name, message in self.incomplete.items():
            self.add_error(name if name in self.fields else None, message)
        return super().clean()

    def refuse_overwriting(self) -> None:
        """Stop when somebody saved the entry after this form was opened."""
        opened_at = self.cleaned_data.get("opened_version") or 0
        if not self.instance.pk or opened_at == self.instance.version:
            return
        newest = self.instance.revisions.select_related("actor").first()
        at = newest.at if newest else self.instance.changed_at
        data = cast("QueryDict", self.data).copy()
        data["opened_version"] = self.instance.version
        self.data = data
        raise ValidationError(
            format_html(
                str(_(
                    "{} changed this entry at {}, after you opened it. Nothing of yours is saved "
                    "yet. <a href=\"../history/\" target=\"_blank\">See what changed</a>, take "
                    "over what you want to keep, and save again."
                )),
                (newest and newest.actor) or _("Somebody"),
                date_format(localtime(at), "DATETIME_FORMAT"),
            )
        )  # fmt: skip

    def _save_m2m(self):
        super()._save_m2m()
        section_fields.save_sections(self.instance, self.cleaned_data)
        chosen = [c for name in self.concept_names() for c in self.cleaned_data[name]]
        self.instance.concepts.set([*chosen, *self.not_offered()])

    def not_offered(self) -> list:
        """List what the entry carries and this form could not show: it stays as it is."""
        fields = [
            cast("concept_fields.ConceptChoice", self.fields[name]) for name in self.concept_names()
        ]
        offered = {c.pk for field in fields for c in field.queryset or ()}
        return [c for c in self.instance.concepts.all() if c.pk not in offered]


def form_for(kind: Kind, incomplete: dict[str, str]) -> type[EntryForm]:
    """Make the form class of one kind."""
    fields = concept_fields.concept_fields(kind) | section_fields.section_fields(kind)
    return type("EntryForm", (EntryForm,), {**fields, "incomplete": incomplete})
