"""Which entries are meant: those ticked in the list, or all that the list shows."""

import re

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import DataError, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.curation import bulk
from documents.models import Entry

NUMBERS = re.compile(r"[0-9]{1,9}(,[0-9]{1,9})*")


@admin.action(description=_("Change these entries…"))
def change_many(model_admin, request, queryset):
    """Go on to the choice of what to change; the address says which entries."""
    address = reverse("admin:documents_bulkchange_choose")
    if request.POST.get("select_across") == "1":
        return redirect(f"{address}?{request.GET.urlencode()}")
    numbers = ",".join(map(str, queryset.order_by("pk").values_list("pk", flat=True)))
    return redirect(f"{address}?entries={numbers}")


def for_whom(actions: dict, user) -> dict:
    """Keep only “change many” in the list of entries: entries are deleted one by one."""
    if not bulk.offered(user):
        return {}
    return {name: each for name, each in actions.items() if name == change_many.__name__}


def chosen(request) -> list[int]:
    """Return the keys of the entries that the address names, else of all that its list shows."""
    model_admin = admin.site.get_model_admin(Entry)
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    if "entries" in request.GET:
        entries = Entry.objects.filter(pk__in=numbers(request.GET["entries"]))
    else:
        return listed(request)
    return list(entries.order_by("pk").values_list("pk", flat=True))


def numbers(text: str) -> list[int]:
    if not NUMBERS.fullmatch(text):
        raise Http404
    return [int(number) for number in text.split(",")]


def listed(request) -> list[int]:
    """Return the keys of what the list shows, as the address filters it.

    Raises Http404 for a filter that means nothing, such as half an expression.
    """
    model_admin = admin.site.get_model_admin(Entry)
    try:
        with transaction.atomic():
            found = model_admin.get_changelist_instance(request).get_queryset(request)
            return sorted(set(found.values_list("pk", flat=True)))
    except (IncorrectLookupParameters, DataError, ValueError):
        raise Http404 from None
