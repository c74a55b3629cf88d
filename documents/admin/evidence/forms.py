"""What a reader fills in: a row for each outcome, and one form for each other dimension."""

from typing import cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.audience import Audience
from documents.evidence.outcomes import outcomes
from documents.evidence.rows import entry_of
from documents.models import Entry
from documents.models.evidence import QUALITIES, FindingColumns
from taxonomy import vocabulary
from taxonomy.models import Concept
from taxonomy.structure import QUALITY

Dimension, Direction = FindingColumns.Dimension, FindingColumns.Direction
OTHERS = [each for each in Dimension if each != Dimension.EFFECT]
HELP = {
    Dimension.MECHANISM: gettext_lazy("What brings the effect about, according to the sources."),
    Dimension.MODERATORS: gettext_lazy("For whom, where and when it works better or worse."),
    Dimension.IMPLEMENTATION: gettext_lazy("What it took to do it, and what stood in the way."),
    Dimension.ECONOMICS: gettext_lazy("What it costs, and what it saves."),
}  # fmt: skip


def qualities() -> list[tuple]:
    """List the choices: each number, with the vocabulary's words beside it."""
    terms = vocabulary.current()
    named = {number: terms.meaning(QUALITY, str(number)) for number in QUALITIES}
    return [("", "---------")] + [
        (number, f"{number} · {heading}" if heading else str(number))
        for number, heading in named.items()
    ]


class FindingForm(forms.Form):
    """A sentence, what it rests on and where it stands."""

    finding = forms.CharField(
        label=gettext_lazy("Finding, in one sentence"), required=False, max_length=500,
        widget=forms.Textarea({"rows": 2, "cols": 80, "dir": "auto"}),
    )  # fmt: skip
    quality = forms.TypedChoiceField(
        label=gettext_lazy("Quality of evidence"), required=False, coerce=int, empty_value=None,
        choices=qualities,
    )  # fmt: skip
    entries = forms.CharField(
        label=gettext_lazy("Sources in the repository"), required=False, max_length=200,
        help_text=gettext_lazy("Identifiers of published entries, such as TWG-0012 TWG-0040."),
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("Other source"), required=False, max_length=500,
        widget=forms.TextInput({"size": 80, "dir": "auto"}),
    )  # fmt: skip
    url = forms.URLField(
        label=gettext_lazy("Its address"), required=False, max_length=500, assume_scheme="https",
        widget=forms.URLInput({"size": 80}),
    )  # fmt: skip

    def __init__(self, audience: Audience, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.audience = audience

    def clean_entries(self) -> list[str]:
        """Refuse identifiers of entries that the reader may not read, unless they stood here
        before."""
        named = self.cleaned_data["entries"].replace(",", " ").upper().split()
        readable = Entry.objects.readable_to(self.audience)
        kept = (self.initial.get("entries") or "").split()
        found = {
            name: name in kept or readable.filter(pk=entry_of(name) or 0).exists() for name in named
        }
        if unknown := [name for name, there in found.items() if not there]:
            raise ValidationError(
                _("No published entry has this identifier: %(names)s")
                % {"names": ", ".join(unknown)}
            )
        return list(found)

    def need(self, *names: str) -> None:
        for name in names:
            if name in self.cleaned_data and self.cleaned_data[name] in (None, ""):
                self.add_error(name, _("This field is required."))

    @property
    def sources(self) -> list[dict]:
        data = self.cleaned_data
        other = {name: data[name] for name in ("text", "url") if data[name]}
        return [{"entry": name} for name in data["entries"]] + ([other] if other else [])

    @property
    def said(self) -> dict:
        data = self.cleaned_data
        return {"finding": data["finding"], "quality": data["quality"], "sources": self.sources}


class EffectForm(FindingForm):
    """One outcome; a row without one is empty."""

    outcome = forms.ModelChoiceField(
        Concept.objects.none(), label=gettext_lazy("Outcome"), required=False, to_field_name="code"
    )
    direction = forms.ChoiceField(
        label=gettext_lazy("Direction of the effect"), required=False,
        choices=[("", "---------"), *Direction.choices],
    )  # fmt: skip
    field_order = ["outcome", "direction"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = cast("forms.ModelChoiceField[Concept]", self.fields["outcome"])
        field.queryset = outcomes().with_labels()

    def clean(self):
        if self.has_changed():
            self.need("outcome", "direction")
            if self.cleaned_data.get("direction") == Direction.NOT_MEASURED:
                self.refuse_said()
            else:
                self.need("finding", "quality")
        return super().clean()

    def refuse_said(self) -> None:
        if self.cleaned_data.get("finding") or self.cleaned_data.get("quality") is not None:
            self.add_error("direction", _("What was not measured has no finding and no quality."))

    @property
    def row(self) -> dict | None:
        outcome = self.cleaned_data.get("outcome")
        if outcome is None or self.cleaned_data.get("DELETE"):
            return None
        direction = self.cleaned_data["direction"]
        return {
            "dimension": Dimension.EFFECT.value,
            "outcome": outcome.code,
            "direction": direction,
            **self.said,
        }


class EffectRows(forms.BaseFormSet[EffectForm]):
    """Each outcome once."""

    def clean(self):
        chosen = [form.row["outcome"] for form in self.forms if form.is_valid() and form.row]
        if len(chosen) > len(set(chosen)):
            raise ValidationError(_("There is one row for each outcome and dimension."))

    @property
    def rows(self) -> list[dict]:
        return [form.row for form in self.forms if form.row]


Effects = forms.formset_factory(EffectForm, EffectRows, extra=3, can_delete=True, max_num=40)


class DimensionForm(FindingForm):
    """One of the other dimensions: a sentence, or the word that nothing is reported."""

    not_reported = forms.BooleanField(label=gettext_lazy("Not reported"), required=False)
    field_order = ["not_reported"]

    def __init__(self, dimension: FindingColumns.Dimension, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dimension = dimension
        self.fields["finding"].help_text = HELP[dimension]

    def clean(self):
        data = self.cleaned_data
        if data.get("finding") and data.get("not_reported"):
            self.add_error("not_reported", _("Either there is a finding, or it is not reported."))
        elif data.get("finding"):
            self.need("quality")
        elif not data.get("not_reported") and self.has_changed():
            self.need("finding")
        return super().clean()

    @property
    def row(self) -> dict | None:
        """The plain row of what was filled in; None where the reader has not come to it yet."""
        if self.cleaned_data["not_reported"]:
            return {"dimension": self.dimension.value, "reported": False, "sources": self.sources}
        if not self.cleaned_data["finding"]:
            return None
        return {"dimension": self.dimension.value, **self.said}


def initial(row: dict) -> dict:
    """Return what a form shows of a plain row."""
    entries = [each["entry"] for each in row.get("sources", ()) if "entry" in each]
    other: dict = next((each for each in row.get("sources", ()) if "entry" not in each), {})
    return {
        **{name: row.get(name) for name in ("outcome", "direction", "finding", "quality")},
        "entries": " ".join(entries),
        "text": other.get("text", ""),
        "url": other.get("url", ""),
        "not_reported": row.get("reported") is False,
    }


class NoEffectForm(forms.Form):
    no_effect = forms.BooleanField(
        label=gettext_lazy("No effect is reported on any outcome"), required=False
    )

    @property
    def row(self) -> dict | None:
        reported = not self.cleaned_data["no_effect"]
        return None if reported else {"dimension": Dimension.EFFECT.value, "reported": False}
