"""Previews and what came of them: applied, undone, and kept on record."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from documents.admin.bulk.choosing import choose, form
from documents.admin.bulk.page import ChangePage
from documents.admin.confirming import Part, confirm
from documents.changes import outlook
from documents.curation import bulk
from documents.curation.bulk.jobs import start_applying, start_undoing
from documents.history.touched import Touched
from documents.models import BulkChange
from documents.templatetags.readable import grouped

PAGE = "admin:documents_bulkchange_change"


@admin.register(BulkChange)
class BulkChangeAdmin(admin.ModelAdmin):
    """Newest first; each opens as the lines of its entries."""

    list_display = ["__str__", "state", "actor", "created_at", "applied_at", "undone_at"]
    list_filter = ["state", "action"]
    list_select_related = ["actor"]

    def has_add_permission(self, request):
        return False  # it begins in the list of entries

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False  # it stays on record

    def has_view_permission(self, request, obj=None):
        return bool(bulk.offered(request.user))

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_urls(self):
        pages = [
            ("choose/", choose, "choose"),
            ("choose/<slug:code>/", form, "form"),
            ("<int:pk>/apply/", require_POST(self.apply), "apply"),
            ("<int:pk>/undo/", self.undo, "undo"),
        ]
        wrap = self.admin_site.admin_view
        own = [path(at, wrap(view), name=f"documents_bulkchange_{n}") for at, view, n in pages]
        return [*own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        change = self.get_object(request, object_id)
        if change is None or not self.has_view_permission(request, change):
            raise Http404
        number = request.GET.get("page")
        page = ChangePage(change, request.user, request.GET.get("outcome", ""), number)
        context = {
            **self.admin_site.each_context(request),
            "title": str(change),
            "page": page,
            "original": change,
            "opts": self.opts,
        }
        return render(request, "admin/documents/bulkchange/change.html", context)

    def apply(self, request, pk: int):
        """Only whoever looked at the preview applies it."""
        change = get_object_or_404(BulkChange, pk=pk, actor=request.user)
        try:
            start_applying(change)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(PAGE, pk)

    def undo(self, request, pk: int):
        """Say what it would do, then do it."""
        change = get_object_or_404(self.get_queryset(request), pk=pk)
        page = ChangePage(change, request.user, "", None)
        if not page.can_be_undone:
            messages.error(request, _("This change cannot be undone."))
            return redirect(PAGE, pk)
        if request.method != "POST":
            title = _("Undo: %(change)s") % {"change": change}
            parts = parts_of(change, page)
            return confirm(request, self.opts, title, parts, _("Undo"), reverse(PAGE, args=[pk]))
        try:
            start_undoing(change, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(PAGE, pk)


def parts_of(change: BulkChange, page: ChangePage) -> list[Part]:
    """What undoing would do, in sentences."""
    would = outlook(change, page.user)
    back, stays = would.restored, would.kept
    changed = ngettext("%(number)s entry will be what it was before the change.",
                       "%(number)s entries will be what they were before the change.",
                       len(back))  # fmt: skip
    kept = ngettext("%(number)s entry stays as it is now.",
                    "%(number)s entries stay as they are now.", len(stays))  # fmt: skip
    parts = [Part(changed % {"number": grouped(len(back))}, Touched.of(back))]
    if stays:
        why = [_("Entries that somebody has changed since stay as they are."), page.action.undoing]
        text = " ".join([kept % {"number": grouped(len(stays))}, *map(str, filter(None, why))])
        parts.append(Part(text, Touched.of(stays)))
    return parts
