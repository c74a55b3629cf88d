"""A reader's own page: nobody else's rows are on it."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from documents.admin.evidence.forms import (
    OTHERS,
    DimensionForm,
    EffectRows,
    Effects,
    NoEffectForm,
    initial,
)
from documents.admin.workflow.access import context
from documents.audience import Audience
from documents.curation.evidence import two_readers
from documents.evidence.rows import plain_rows
from documents.models import Entry
from documents.models.evidence import FindingColumns

EFFECT = FindingColumns.Dimension.EFFECT


def read(request, pk: int):
    entry = get_object_or_404(Entry.objects.select_related("kind"), pk=pk)
    if not two_readers.may_read(entry, request.user):
        raise PermissionDenied
    page = ReadingPage(entry, request)
    if request.method == "POST" and page.write():
        messages.success(request, page.done)
        return redirect(page.next, *([] if page.is_sending else [pk]))
    title = _("Evidence in %(entry)s") % {"entry": entry.identifier}
    return render(
        request, "admin/documents/entry/evidence.html", context(request, entry, title, page=page)
    )


class ReadingPage:
    """The forms of one reader, filled with what they have entered so far."""

    def __init__(self, entry: Entry, request):
        self.entry, self.user = entry, request.user
        self.own = two_readers.own_reading(entry, request.user)
        self.is_sending = "_send" in request.POST
        self.problems: list[str] = []
        self.data = request.POST if request.method == "POST" else None
        self.audience = Audience.of(request.user)
        # What comes in is judged by itself.
        fresh = self.own if self.data is None else None
        self.make_forms(plain_rows(fresh.findings.all()) if fresh else [])

    def make_forms(self, rows: list[dict]) -> None:
        given = {"audience": self.audience}
        effects = [initial(row) for row in rows if "outcome" in row]
        others = {row["dimension"]: initial(row) for row in rows if "outcome" not in row}
        self.effects = cast(
            "EffectRows", Effects(self.data, initial=effects, prefix="effects", form_kwargs=given)
        )
        self.no_effect = NoEffectForm(self.data, initial={"no_effect": EFFECT in others})
        self.others = [
            DimensionForm(each, self.audience, self.data, initial=others.get(each), prefix=each)
            for each in OTHERS
        ]

    @property
    def is_closed(self) -> bool:
        """Whether there is nothing to fill in: it is sent, or two others read the entry."""
        return bool(self.own.submitted_at if self.own else not two_readers.has_seat(self.entry))

    @property
    def can_compare(self) -> bool:
        return bool(self.own and two_readers.pair(self.entry))

    @property
    def done(self) -> str:
        if self.is_sending:
            return _("Thank you. Your reading is sent.")
        return _("Your reading is kept; it is not sent yet.")

    @property
    def next(self) -> str:
        page = "evidence" if self.is_sending else "read_evidence"
        return f"admin:documents_entry_{page}"

    def write(self) -> bool:
        """Keep or send; False with what is wrong at the forms or in `problems`."""
        forms: list[Form | EffectRows] = [self.effects, self.no_effect, *self.others]
        checked = [each.is_valid() for each in forms]
        if not all(checked) or self.has_gaps():
            return False
        act = two_readers.send if self.is_sending else two_readers.keep
        try:
            act(self.entry, self.user, self.rows)
        except ValidationError as error:
            self.problems = error.messages
        return not self.problems

    @property
    def rows(self) -> list[dict]:
        single = [self.no_effect.row, *(form.row for form in self.others)]
        return [*self.effects.rows, *filter(None, single)]

    def has_gaps(self) -> bool:
        """Mark what contradicts itself, or is missing before a reading can be sent; tell if any."""
        effects, none = bool(self.effects.rows), bool(self.no_effect.row)
        if effects and none:
            self.no_effect.add_error("no_effect", _("There are rows with an effect."))
        if self.is_sending and not (effects or none):
            self.no_effect.add_error("no_effect", _("Enter an effect, or say that none is."))
        for form in self.others if self.is_sending else ():
            if form.row is None:
                form.add_error("finding", _("Enter a finding, or tick “Not reported”."))
        return any(form.errors for form in (self.no_effect, *self.others))
