import re

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from documents.admin.bulk.selection import listed
from documents.changes import start
from documents.models import Entry, Kind
from exchange.admin.access import (
    LIST,
    OF_OTHERS,
    may_import,
    may_touch,
    page_of,
    refuse,
    touched,
    way_on,
)
from exchange.admin.forms import ApplyForm, DecisionForm, HarvestForm, MappingForm, UploadForm
from exchange.admin.preview import Preview
from exchange.admin.taking_back import TakingBack
from exchange.download import XLSX, download
from exchange.export import header_and_rows
from exchange.jobs import apply_import, prepare_import
from exchange.models import ImportRun
from exchange.template import template

State = ImportRun.State
NUMBER = re.compile("[0-9]{1,18}")


@admin.register(ImportRun)
class ImportRunAdmin(TakingBack, admin.ModelAdmin):
    """Imports, newest first; each opens as the preview of its rows."""

    list_display = ["name", "state", "next_steps", "actor", "created_at", "applied_at",
                    "applied_by", "undone_at", "undone_by"]  # fmt: skip
    list_filter = ["state"]
    list_select_related = ["actor", "applied_by", "undone_by"]
    change_list_template = "admin/exchange/importrun/change_list.html"

    def has_add_permission(self, request):
        return False  # a file is uploaded instead

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False  # it stays for the record

    def has_view_permission(self, request, obj=None):
        return may_import(request.user) and (obj is None or may_touch(request.user, obj))

    def get_queryset(self, request):
        runs = super().get_queryset(request).defer("content")
        return runs if request.user.has_perm(OF_OTHERS) else runs.filter(actor=request.user)

    @admin.display(description=gettext_lazy("what can be done"))
    def next_steps(self, run):
        """The way on, and the way out, of what nobody has finished."""
        if not run.can_be_thrown_away:
            return ""
        discard = reverse("admin:exchange_importrun_discard", args=[run.pk])
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            way_on(run), _("Go on"), discard, _("Throw away"),
        )  # fmt: skip

    def get_urls(self):
        wrap = self.admin_site.admin_view
        pages = [
            ("upload/", self.upload, "upload"),
            ("harvest/", require_POST(self.harvest), "harvest"),
            ("template/<slug:code>.xlsx", self.template, "template"),
            ("export.<str:format_>", self.export, "export"),
            ("<int:pk>/mapping/", self.mapping, "mapping"),
            ("<int:pk>/decide/", require_POST(self.decide), "decide"),
            ("<int:pk>/apply/", require_POST(self.apply), "apply"),
            ("<int:pk>/undo/", self.undo, "undo"),
            ("<int:pk>/look/", require_POST(self.look), "look"),
            ("<int:pk>/discard/", self.discard, "discard"),
        ]
        own = [path(route, wrap(v), name=f"exchange_importrun_{n}") for route, v, n in pages]
        return [*own, *super().get_urls()]

    def page(self, request, name: str, title: str, **more):
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return render(request, f"admin/exchange/importrun/{name}.html", {**context, **more})

    def upload(self, request):
        refuse(may_import(request.user))
        form = UploadForm(request.user, request.POST or None, request.FILES or None)
        if form.is_valid():
            run = form.cleaned_data["file"]
            run.save()
            if run.mapping:
                return redirect("admin:exchange_importrun_mapping", run.pk)
            return self.begin(request, run, prepare_import, State.PREPARING)
        kinds = Kind.objects.usable().with_labels()
        return self.page(
            request, "upload", _("Import entries"), form=form, kinds=kinds, harvest=HarvestForm()
        )

    def harvest(self, request):
        refuse(may_import(request.user))
        form = HarvestForm(request.POST)
        if form.is_valid():
            run = form.run(request.user)
            return self.begin(request, run, prepare_import, State.PREPARING)
        return self.page(
            request, "upload", _("Import entries"), form=UploadForm(request.user), harvest=form,
            kinds=Kind.objects.usable().with_labels(),
        )  # fmt: skip

    def mapping(self, request, pk: int):
        run = touched(request, pk)
        refuse(run.state in (State.UPLOADED, State.PREPARED) and bool(run.mapping))
        form = MappingForm(run, request.POST or None)
        if form.is_valid():
            run.mapping = form.mapping()
            return self.begin(request, run, prepare_import, State.PREPARING)
        return self.page(request, "mapping", _("Columns of %(file)s") % {"file": run.name},
                         form=form, run=run)  # fmt: skip

    def begin(self, request, run: ImportRun, job, state: str, *arguments):
        try:
            start(job, run, state, *arguments)
        except ValidationError as error:
            return self.refused(request, run, error)
        return redirect(page_of(run))

    def refused(self, request, run: ImportRun, error: ValidationError):
        messages.error(request, " ".join(error.messages))
        there = ImportRun.objects.filter(pk=run.pk).exists()
        return redirect(page_of(run) if there else reverse(LIST))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = touched(request, int(object_id) if NUMBER.fullmatch(object_id) else 0)
        preview = Preview(run, request.GET.get("action", ""), request.GET.get("page"))
        return self.page(
            request, "preview", run.name, run=run, preview=preview, apply_form=ApplyForm(),
            decisions=DecisionForm(run, preview.to_decide), original=run,
        )  # fmt: skip

    def decide(self, request, pk: int):
        run = touched(request, pk)
        refuse(run.state == State.PREPARED)
        form = DecisionForm(run, run.rows.to_decide().filter(pk__in=named(request)), request.POST)
        try:
            look_again = form.is_valid() and form.save()
        except ValidationError as error:
            return self.refused(request, run, error)
        messages.success(request, _("Your decisions are kept."))
        if look_again:
            return self.begin(request, run, prepare_import, State.PREPARING)
        return redirect("admin:exchange_importrun_change", pk)

    def apply(self, request, pk: int):
        run = touched(request, pk)
        refuse(run.state == State.PREPARED)
        form = ApplyForm(request.POST)
        without_errors = form.is_valid() and form.cleaned_data["without_errors"]
        actor = request.user.pk
        return self.begin(request, run, apply_import, State.APPLYING, actor, without_errors)

    def look(self, request, pk: int):
        """Go on with a file that names its fields, or another repository, where it stopped."""
        run = touched(request, pk)
        refuse(run.waits_to_be_looked_through)
        return self.begin(request, run, prepare_import, State.PREPARING)

    def template(self, request, code: str):
        refuse(may_import(request.user))
        kind = get_object_or_404(Kind.objects.usable(), code=code)
        response = HttpResponse(template(kind), content_type=XLSX)
        response["Content-Disposition"] = f'attachment; filename="{kind.code}.xlsx"'
        return response

    def export(self, request, format_: str):
        refuse(may_import(request.user) and request.user.has_perm("documents.view_entry"))
        return download(header_and_rows(Entry.objects.filter(pk__in=listed(request))), format_)


def named(request) -> list[str]:
    """The rows that a form decides on."""
    about = (name.removeprefix("decision_") for name in request.POST)
    return list(filter(NUMBER.fullmatch, about))
