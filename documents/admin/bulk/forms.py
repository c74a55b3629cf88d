"""What is chosen for each action, in the form in which documents.curation.bulk takes it."""

from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from documents.admin.entry_form import EntryForm
from documents.curation.bulk.concepts import tags
from documents.curation.permissions import REVIEW, holders
from documents.models import BulkChange
from taxonomy.models import Concept
from wording import Message

Action = BulkChange.Action
SEVERAL = _("Hold down “Control”, or “Command” on a Mac, to select more than one.")


class ChoiceForm(forms.Form):
    """`ids` are the entries that the change is about."""

    def __init__(self, ids: list[int], *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.ids = ids

    def parameters(self) -> dict:
        raise NotImplementedError

    def about(self) -> Message | str:
        """Say what was chosen, for people."""
        raise NotImplementedError

    @property
    def carried(self):
        """The concepts that the entries have."""
        return tags().filter(tagged_entries__in=self.ids).distinct()

    @property
    def usable(self):
        return tags().filter(status__in=[Concept.Status.PROPOSED, Concept.Status.ACCEPTED])


def choices(concepts) -> list:
    """List concepts below the names of their vocabularies."""
    found = concepts.select_related("scheme").with_labels()
    by_scheme = groupby(found, key=lambda concept: concept.scheme)
    return [(str(scheme), [(each.pk, str(each)) for each in own]) for scheme, own in by_scheme]


def named(keys: Iterable[int]) -> list[Concept]:
    """Return the concepts of these keys, in the order of the keys."""
    found = Concept.objects.with_labels().in_bulk(keys)
    return [found[key] for key in keys]


class ConceptsForm(ChoiceForm):
    """Concepts to add, or to remove, and what readers are told."""

    concepts = forms.TypedMultipleChoiceField(
        label=_("Concepts"), coerce=int, help_text=SEVERAL,
        widget=forms.SelectMultiple({"size": 15}),
    )  # fmt: skip
    note = EntryForm.base_fields["change_note"]

    def about(self) -> Message:
        return Message("%(concepts)s") % {"concepts": named(self.cleaned_data["concepts"])}


class TagForm(ConceptsForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["concepts"].choices = choices(self.usable)

    def parameters(self) -> dict:
        chosen = self.cleaned_data
        return {"add": chosen["concepts"], "remove": [], "note": chosen["note"]}


class UntagForm(ConceptsForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["concepts"].choices = choices(self.carried)

    def parameters(self) -> dict:
        chosen = self.cleaned_data
        return {"add": [], "remove": chosen["concepts"], "note": chosen["note"]}


class RetagForm(ChoiceForm):
    """Only entries that carry the one get the other."""

    old = forms.TypedChoiceField(label=_("Replace"), coerce=int)
    new = forms.TypedChoiceField(label=_("Replace with"), coerce=int)
    note = EntryForm.base_fields["change_note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["old"].choices = choices(self.carried)
        self.fields["new"].choices = choices(self.usable)

    def clean(self):
        chosen = super().clean()
        if "old" in chosen and chosen["old"] == chosen.get("new"):
            raise ValidationError(_("Choose two different concepts."))
        return chosen

    def parameters(self) -> dict:
        chosen = self.cleaned_data
        return {"add": [chosen["new"]], "remove": [chosen["old"]], "note": chosen["note"]}

    def about(self) -> Message:
        old, new = named([self.cleaned_data["old"], self.cleaned_data["new"]])
        return Message("%(old)s → %(new)s") % {"old": old, "new": new}


class ReviewDueForm(ChoiceForm):
    day = forms.DateField(
        label=_("Next review due"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )

    def parameters(self) -> dict:
        return {"day": self.cleaned_data["day"].isoformat()}

    def about(self) -> Message:
        return Message("%(day)s") % {"day": self.cleaned_data["day"]}


class ReviewerForm(ChoiceForm):
    reviewer = forms.ModelChoiceField(get_user_model().objects.none(), label=_("Reviewer"))
    due_on = forms.DateField(
        label=_("Wanted by"), required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reviewer"].queryset = holders(REVIEW)

    def parameters(self) -> dict:
        due_on = self.cleaned_data["due_on"]
        who = self.cleaned_data["reviewer"]
        return {"reviewer": who.pk, "due_on": due_on and due_on.isoformat()}

    def about(self) -> str:
        return self.cleaned_data["reviewer"].get_username()


class PublishForm(ChoiceForm):
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=4000,
        widget=forms.Textarea({"rows": 4, "cols": 80, "dir": "auto"}),
        help_text=_("For entries whose reviews do not suffice: why they go on all the same. This "
                    "stays on record."),
    )  # fmt: skip

    def parameters(self) -> dict:
        return {"reason": self.cleaned_data["reason"]}

    def about(self) -> str:
        return self.cleaned_data["reason"]


FORMS: dict[str, type[ChoiceForm]] = {
    Action.TAG: TagForm,
    Action.UNTAG: UntagForm,
    Action.RETAG: RetagForm,
    Action.REVIEW_DUE: ReviewDueForm,
    Action.REVIEWER: ReviewerForm,
    Action.PUBLISH: PublishForm,
}
