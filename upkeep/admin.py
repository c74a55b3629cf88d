"""The pages of upkeep, for those who may change entries."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from upkeep import letter
from upkeep.concerns import CONCERNS, counts
from upkeep.duplicates import dismiss
from upkeep.models import PossibleDuplicate

LINES = 50


@admin.register(PossibleDuplicate)
class UpkeepAdmin(admin.ModelAdmin):
    """The list of possible duplicates is one of the lists of upkeep; pairs are found, not made."""

    def has_module_permission(self, request):
        return may_mend(request.user)

    def has_view_permission(self, request, obj=None):
        return may_mend(request.user)

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        doubles = {"code": "duplicates"}
        return [
            path("", wrap(concern), doubles, name="upkeep_possibleduplicate_changelist"),
            path("all/", wrap(overview), name="upkeep"),
            path("all/<slug:code>/", wrap(concern), name="upkeep_concern"),
            path("letter/", wrap(choose_letter), name="upkeep_letter"),
            path("<int:pk>/dismiss/", wrap(not_the_same), name="upkeep_dismiss"),
        ]


def may_mend(user) -> bool:
    return user.has_perm("documents.change_entry")


def context(request, title: str, **more) -> dict:
    """Return what every page needs. Raises PermissionDenied for who may not mend entries."""
    if not may_mend(request.user):
        raise PermissionDenied
    return {**admin.site.each_context(request), "title": title, **more}


def overview(request):
    """Show every sort of upkeep with how many there are."""
    found = [(CONCERNS[code], number) for code, number in counts().items()]
    wants_letter = letter.is_receiver(request.user) and letter.is_wanted(request.user)
    page = context(
        request, _("Upkeep"), concerns=found, wants_letter=wants_letter,
        may_get_letter=letter.is_receiver(request.user),
    )  # fmt: skip
    return render(request, "admin/upkeep/overview.html", page)


def concern(request, code: str):
    """Show the rows of one sort, page by page."""
    if code not in CONCERNS:
        raise Http404
    chosen = CONCERNS[code]
    page = Paginator(chosen.rows(), LINES).get_page(request.GET.get("page"))
    lines = [chosen.line(row) for row in page]
    more = context(request, str(chosen.name), concern=chosen, page=page, lines=lines)
    return render(request, "admin/upkeep/concern.html", more)


@require_POST
def not_the_same(request, pk: int):
    if not may_mend(request.user):
        raise PermissionDenied
    dismiss(get_object_or_404(PossibleDuplicate, pk=pk), request.user)
    messages.success(request, _("They will not be shown as possible duplicates again."))
    return redirect("admin:upkeep_concern", "duplicates")


@require_POST
def choose_letter(request):
    """Choose whether this account gets the weekly letter."""
    if not may_mend(request.user):
        raise PermissionDenied
    letter.choose(request.user, "wanted" in request.POST)
    messages.success(request, _("Your choice is kept."))
    return redirect("admin:upkeep")
