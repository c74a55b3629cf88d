from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from documents.changes import lock, sort_of
from documents.identifier import identifier_of
from documents.records.terms import Terms
from exchange.files import accepted, all_columns, asked_for, refuse_large, table_of, uploaded
from exchange.models import ImportRow, ImportRun
from exchange.table.mapping import NOTHING

Decision = ImportRow.Decision


class UploadForm(forms.Form):
    """A file to bring in; what cannot be read says why."""

    file = forms.FileField(label=_("File"))

    def __init__(self, actor: User | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        types = ", ".join(accepted())
        self.fields["file"].help_text = _("Accepted are files of the types %(types)s.") % {
            "types": types
        }
        self.fields["file"].widget.attrs["accept"] = ",".join(f".{each}" for each in accepted())

    def clean_file(self) -> ImportRun:
        file = self.cleaned_data["file"]
        refuse_large(file.size)
        return uploaded(self.actor, file.name, file.read())


class HarvestForm(forms.Form):
    """Another repository that speaks OAI-PMH, and which part of it."""

    url = forms.URLField(
        label=_("Address of the repository’s OAI-PMH"), assume_scheme="https", max_length=500,
        widget=forms.URLInput({"dir": "ltr", "size": 60}),
    )  # fmt: skip
    set = forms.CharField(label=_("Set"), required=False, max_length=200)
    since = forms.DateField(
        label=_("Changed since"), required=False, widget=forms.DateInput({"type": "date"})
    )

    def run(self, actor: User | None) -> ImportRun:
        data = self.cleaned_data
        since = data["since"].isoformat() if data["since"] else ""
        return asked_for(actor, data["url"], data["set"], since)


class MappingForm(forms.Form):
    """For each column of the file, which of ours it holds."""

    def __init__(self, run: ImportRun, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.titles = [title for title in table_of(run).header if title]
        names = [(each.name, each.name) for each in all_columns(Terms())]
        for number, title in enumerate(self.titles):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=title, required=False, choices=[(NOTHING, _("leave it out")), *names],
                initial=run.mapping.get(title, NOTHING),
            )  # fmt: skip

    def clean(self) -> dict[str, Any] | None:
        chosen = [name for name in self.cleaned_data.values() if name]
        for name in sorted({each for each in chosen if chosen.count(each) > 1}):
            self.add_error(None, _("“%(name)s” is chosen for several columns.") % {"name": name})
        return super().clean()

    def mapping(self) -> dict[str, str]:
        return {t: self.cleaned_data[f"column_{n}"] for n, t in enumerate(self.titles)}


class ApplyForm(forms.Form):
    without_errors = forms.BooleanField(
        label=_("Leave out the rows with errors and import the others"), required=False
    )


class DecisionForm(forms.Form):
    """What becomes of the rows that may be duplicates: each of those shown, or all at once."""

    all = forms.ChoiceField(
        label=_("All that may be duplicates, also on other pages"), required=False,
        choices=[("", _("as decided for each")), *Decision.choices],
    )  # fmt: skip

    def __init__(
        self, run: ImportRun, rows: QuerySet[ImportRow], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.run, self.rows = run, list(rows)
        for row in self.rows:
            self.fields[f"decision_{row.pk}"] = forms.ChoiceField(
                label=label(row), choices=choices(row), initial=row.decision, required=False
            )

    @transaction.atomic
    def save(self) -> bool:
        """Keep the decisions; whether the file must be looked through again for them.

        Raises ValidationError where it is too late for them.
        """
        lock(sort_of(self.run), ImportRun.State.PREPARED)
        before = set(self.run.rows.filter(decision=Decision.UPDATE).values_list("pk", flat=True))
        if everywhere := self.cleaned_data["all"]:
            self.run.rows.to_decide().filter(able(everywhere)).update(decision=everywhere)
        else:
            for row in self.rows:
                row.decision = self.cleaned_data[f"decision_{row.pk}"] or row.decision
            ImportRow.objects.bulk_update(self.rows, ["decision"])
        after = set(self.run.rows.filter(decision=Decision.UPDATE).values_list("pk", flat=True))
        return before != after


def able(decision: str) -> Q:
    """Narrow rows to those that a decision suits: only one with an entry can change an entry."""
    return Q(entry__isnull=False) if decision == Decision.UPDATE else Q()


def choices(row: ImportRow) -> list[tuple[str, StrOrPromise]]:
    return [each for each in Decision.choices if row.entry_id or each[0] != Decision.UPDATE]


def label(row: ImportRow) -> str:
    other = f" · {identifier_of(row.entry_id)}" if row.entry_id else ""
    return f"{row.number} {row.name}{other}"
