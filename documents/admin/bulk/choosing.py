"""The first step: what to change in the entries that were chosen, and to what."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from documents.admin.bulk.forms import FORMS
from documents.admin.bulk.selection import chosen
from documents.curation import bulk
from documents.models import BulkChange, Entry


def choose(request):
    """Show the actions that the account may take."""
    offered = bulk.offered(request.user)
    if not offered:
        raise PermissionDenied
    page = context(request, _("What do you want to change?"), chosen(request), offered=offered)
    return render(request, "admin/documents/bulkchange/choose.html", page)


def form(request, code: str):
    """Ask what one action needs to know, then go on to the preview."""
    action = wanted(request.user, code)
    ids = chosen(request)
    form = FORMS[action](ids, request.POST or None)
    if form.is_valid() and (change := prepared(form, request.user, action)):
        return redirect("admin:documents_bulkchange_change", change.pk)
    title = str(action.label).capitalize()
    page = context(request, title, ids, form=form)
    return render(request, "admin/documents/bulkchange/form.html", page)


def wanted(user, code: str) -> BulkChange.Action:
    if code not in FORMS:
        raise Http404
    if code not in bulk.offered(user):
        raise PermissionDenied
    return BulkChange.Action(code)


def prepared(form, user, action: str) -> BulkChange | None:
    """Make the preview; where there can be none, return None and put the errors into the form."""
    try:
        return bulk.prepare(user, action, form.parameters(), form.ids, form.about())
    except ValidationError as error:
        form.add_error(None, error)
        return None


def context(request, title: str, ids: list[int], **more) -> dict:
    return {
        **admin.site.each_context(request),
        "title": title,
        "count": len(ids),
        "opts": Entry._meta,
        "query": request.GET.urlencode(safe=","),
        **more,
    }
