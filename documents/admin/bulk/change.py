"""Previews and what came of them: applied, undone, and kept on record."""

from django.contrib import admin, messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.admin.bulk.choosing import choose, form
from documents.admin.bulk.page import ChangePage
from documents.admin.changes import ChangeSetAdmin, part
from documents.admin.confirming import Part
from documents.changes import Outlook, sort_of
from documents.curation import bulk
from documents.curation.bulk.jobs import apply_change, undo_change
from documents.models import BulkChange

State = BulkChange.State


@admin.register(BulkChange)
class BulkChangeAdmin(ChangeSetAdmin):
    """Newest first; each opens as the lines of its entries."""

    list_display = ["__str__", "state", "actor", "created_at", "applied_at", "undone_at"]
    list_filter = ["state", "action"]
    list_select_related = ["actor"]
    rows_page = ChangePage
    rows_template = "admin/documents/bulkchange/change.html"
    jobs = {State.APPLYING: apply_change, State.UNDOING: undo_change}

    def has_view_permission(self, request, obj=None):
        return bool(bulk.offered(request.user))

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def steps(self):
        more = [("choose/", choose, "choose"), ("choose/<slug:code>/", form, "form")]
        return [*more, *super().steps()]

    def refuse_applying(self, request, change_set):
        """Only whoever looked at the preview applies it; who is late is told so."""
        if not sort_of(change_set, request.user).may_act():
            raise Http404

    def not_to_undo(self, request, change_set):
        if not ChangePage(change_set, request.user, {}).can_be_undone:
            messages.error(request, _("This change cannot be undone."))
            return redirect(self.address("change", change_set.pk))
        return None

    def undoing(self, change_set):
        return _("Undo: %(change)s") % {"change": change_set}, _("Undo")

    def would(self, change_set, user, what: Outlook) -> list[Part]:
        changed = ngettext("%(number)s entry will be what it was before the change.",
                           "%(number)s entries will be what they were before the change.",
                           len(what.restored))  # fmt: skip
        kept = ngettext("%(number)s entry stays as it is now.",
                        "%(number)s entries stay as they are now.", len(what.kept))  # fmt: skip
        changed_since = _("Entries that somebody has changed since stay as they are.")
        why = [kept, changed_since, sort_of(change_set, user).action.undoing]
        stays = [part(" ".join(map(str, filter(None, why))), what.kept)] if what.kept else []
        return [part(changed, what.restored), *stays]
