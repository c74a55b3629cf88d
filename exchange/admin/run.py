import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.types import AuthenticatedHttpRequest
from documents.admin.bulk.selection import listed
from documents.admin.changes import ChangeSetAdmin
from documents.admin.changes.steps import Step
from documents.admin.confirming import Part
from documents.changes import Outlook
from documents.models import Entry, Kind
from exchange.admin.access import (
    OF_OTHERS,
    may_import,
    may_touch,
    refuse,
    touched,
    way_on,
)
from exchange.admin.forms import ApplyForm, DecisionForm, HarvestForm, MappingForm, UploadForm
from exchange.admin.preview import Preview
from exchange.admin.taking_back import parts_of
from exchange.download import download
from exchange.export import header_and_rows
from exchange.jobs import apply_import, prepare_import, undo_import
from exchange.models import ImportRun
from exchange.table.formats import FORMATS
from exchange.template import template

State = ImportRun.State
NUMBER = re.compile("[0-9]{1,18}")


@admin.register(ImportRun)
class ImportRunAdmin(ChangeSetAdmin):
    """Imports, newest first; each opens as the preview of its rows."""

    list_display = ["name", "state", "next_steps", "actor", "created_at", "applied_at",
                    "applied_by", "undone_at", "undone_by"]  # fmt: skip
    list_filter = ["state"]
    list_select_related = ["actor", "applied_by", "undone_by"]
    change_list_template = "admin/exchange/importrun/change_list.html"
    rows_page = Preview
    rows_template = "admin/exchange/importrun/preview.html"
    jobs = {
        State.PREPARING: prepare_import,
        State.APPLYING: apply_import,
        State.UNDOING: undo_import,
    }

    def has_view_permission(self, request: HttpRequest, obj: ImportRun | None = None) -> bool:
        return may_import(request.user) and (obj is None or may_touch(request.user, obj))

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportRun]:
        runs = super().get_queryset(request).defer("content")
        return runs if request.user.has_perm(OF_OTHERS) else runs.filter(actor=request.user.pk)

    @admin.display(description=gettext_lazy("what can be done"))
    def next_steps(self, run: ImportRun) -> str:
        """Link the way on and the way out, for an import that nobody has finished."""
        if not run.can_be_thrown_away:
            return ""
        discard = self.address("discard", run.pk)
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            way_on(run), _("Go on"), discard, _("Throw away"),
        )  # fmt: skip

    def reached(self, request: AuthenticatedHttpRequest, pk: int) -> ImportRun:
        return touched(request, pk)

    def steps(self) -> list[Step]:
        return [
            ("upload/", self.upload, "upload"),
            ("harvest/", require_POST(self.harvest), "harvest"),
            ("template/<slug:code>.xlsx", self.template, "template"),
            ("export.<str:format_>", self.export, "export"),
            ("<int:pk>/mapping/", self.mapping, "mapping"),
            ("<int:pk>/decide/", require_POST(self.decide), "decide"),
            ("<int:pk>/look/", require_POST(self.look), "look"),
            ("<int:pk>/discard/", self.discard, "discard"),
            *super().steps(),
        ]

    def page(
        self, request: AuthenticatedHttpRequest, name: str, title: str, **more: Any
    ) -> HttpResponse:
        return self.show(request, f"admin/exchange/importrun/{name}.html", title, **more)

    def upload(self, request: AuthenticatedHttpRequest) -> HttpResponseBase:
        refuse(may_import(request.user))
        form = UploadForm(request.user, request.POST or None, request.FILES or None)
        if form.is_valid():
            run = form.cleaned_data["file"]
            run.save()
            if run.mapping:
                return redirect("admin:exchange_importrun_mapping", run.pk)
            return self.begin(request, run, State.PREPARING)
        kinds = Kind.objects.usable().with_labels()
        return self.page(
            request, "upload", _("Import entries"), form=form, kinds=kinds, harvest=HarvestForm()
        )

    def harvest(self, request: AuthenticatedHttpRequest) -> HttpResponseBase:
        refuse(may_import(request.user))
        form = HarvestForm(request.POST)
        if form.is_valid():
            run = form.run(request.user)
            return self.begin(request, run, State.PREPARING)
        return self.page(
            request, "upload", _("Import entries"), form=UploadForm(request.user), harvest=form,
            kinds=Kind.objects.usable().with_labels(),
        )  # fmt: skip

    def mapping(self, request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
        run = touched(request, pk)
        refuse(run.state in (State.UPLOADED, State.PREPARED) and bool(run.mapping))
        form = MappingForm(run, request.POST or None)
        if form.is_valid():
            run.mapping = form.mapping()
            return self.begin(request, run, State.PREPARING)
        return self.page(request, "mapping", _("Columns of %(file)s") % {"file": run.name},
                         form=form, run=run)  # fmt: skip

    def more(self, request: AuthenticatedHttpRequest, page: Preview) -> dict[str, Any]:
        decisions = DecisionForm(page.change_set, page.to_decide)
        return {"apply_form": ApplyForm(), "decisions": decisions}

    def decide(self, request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
        run = touched(request, pk)
        refuse(run.state == State.PREPARED)
        form = DecisionForm(run, run.rows.to_decide().filter(pk__in=named(request)), request.POST)
        try:
            look_again = form.is_valid() and form.save()
        except ValidationError as error:
            return self.refused(request, run, error)
        messages.success(request, _("Your decisions are kept."))
        if look_again:
            return self.begin(request, run, State.PREPARING)
        return redirect("admin:exchange_importrun_change", pk)

    def chosen(self, request: AuthenticatedHttpRequest) -> tuple[Any, ...]:
        form = ApplyForm(request.POST)
        return request.user.pk, form.is_valid() and form.cleaned_data["without_errors"]

    def undoing(self, change_set: ImportRun) -> tuple[str, str]:
        title = _("Undo the import of %(file)s") % {"file": change_set.name}
        return title, _("Undo the whole import")

    def would(self, change_set: ImportRun, user: User, what: Outlook) -> list[Part]:
        return parts_of(what)

    def discarding(self, change_set: ImportRun) -> tuple[str, str, str, str]:
        file = {"file": change_set.name}
        return (
            _("Throw away the import of %(file)s") % file,
            _("The file goes and what was found in it. No entry changes."),
            _("Throw away"),
            _("The import of %(file)s was thrown away.") % file,
        )

    def look(self, request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
        """Go on with a file that names its fields, or another repository, where it stopped."""
        run = touched(request, pk)
        refuse(run.waits_to_be_looked_through)
        return self.begin(request, run, State.PREPARING)

    def template(self, request: AuthenticatedHttpRequest, code: str) -> HttpResponse:
        refuse(may_import(request.user))
        kind = get_object_or_404(Kind.objects.usable(), code=code)
        response = HttpResponse(template(kind), content_type=FORMATS["xlsx"].media_type)
        response["Content-Disposition"] = f'attachment; filename="{kind.code}.xlsx"'
        return response

    def export(self, request: AuthenticatedHttpRequest, format_: str) -> HttpResponseBase:
        refuse(may_import(request.user) and request.user.has_perm("documents.view_entry"))
        return download(header_and_rows(Entry.objects.filter(pk__in=listed(request))), format_)


def named(request: HttpRequest) -> list[str]:
    """List the numbers of the rows that a form decides on."""
    about = (name.removeprefix("decision_") for name in request.POST)
    return list(filter(NUMBER.fullmatch, about))
