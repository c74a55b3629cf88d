"""Previews and what came of them: applied, undone, and kept on record."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from documents.admin.bulk.choosing import choose, form
from documents.admin.bulk.page import ChangePage
from documents.curation import bulk
from documents.curation.bulk.jobs import start_applying, start_undoing
from documents.models import BulkChange

PAGE = "admin:documents_bulkchange_change"
Action = BulkChange.Action


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
            ("<int:pk>/undo/", require_POST(self.undo), "undo"),
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
        change = get_object_or_404(self.get_queryset(request), pk=pk)
        page = ChangePage(change, request.user, "", None)
        if not page.can_be_undone:
            messages.error(request, _("This change cannot be undone."))
            return redirect(PAGE, pk)
        try:
            start_undoing(change, request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(PAGE, pk)
