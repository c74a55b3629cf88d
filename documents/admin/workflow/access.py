"""Which entry a page is about, and whether the account may work on it at all."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404

from documents.curation.conversation import takes_part
from documents.curation.permissions import CURATE
from documents.models import Entry


def entry_for(request, pk: int) -> Entry:
    """Return the entry to its curators and the reviewers asked to read it; refuse all others."""
    entry = get_object_or_404(Entry.objects.select_related("kind", "submission"), pk=pk)
    if not takes_part(entry, request.user):
        raise PermissionDenied
    return entry


def curated(request, pk: int) -> Entry:
    """Return the entry to its curators; refuse all others."""
    if not request.user.has_perm(CURATE):
        raise PermissionDenied
    return entry_for(request, pk)


def context(request, entry: Entry, title: str, **more) -> dict:
    return {
        **admin.site.each_context(request),
        "title": title,
        "entry": entry,
        "original": entry,
        "opts": Entry._meta,
        **more,
    }


def add_errors(form, error: ValidationError, *others) -> None:
    """Put what was refused at the fields it is about, of this form or of others on the same page,
    and the rest at the head of the form."""
    for name, texts in getattr(error, "message_dict", {None: error.messages}).items():
        at = next((each for each in (form, *others) if name in each.fields), None)
        for text in texts:
            (at or form).add_error(name if at else None, text)
