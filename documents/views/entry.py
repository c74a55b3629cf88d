from django.http import Http404
from django.shortcuts import get_object_or_404, render

from documents.audience import Audience
from documents.models import Entry
from documents.models.entry import number_in
from documents.record_page import RecordPage


def entry(request, identifier: str):
    """A record for those who may see it, or the tombstone that a withdrawn one left."""
    audience = Audience.of(request.user)
    found = found_at(identifier, audience)
    if found.is_withdrawn:
        return tombstone(request, found, audience)
    return render(request, "entry.html", {"page": RecordPage(found, audience)})


def found_at(identifier: str, audience: Audience) -> Entry:
    """The entry of an address: one that the audience may read, or that has been withdrawn.

    Raises Http404.
    """
    entries = Entry.objects.open_to(audience).select_related("kind")
    found = get_object_or_404(entries, pk=number_in(identifier))
    if found.identifier != identifier or not (found.is_readable or found.is_withdrawn):
        raise Http404
    return found


def tombstone(request, found: Entry, audience: Audience):
    return render(request, "errors/410.html", remains(found, audience), status=410)


def remains(found: Entry, audience: Audience) -> dict:
    """Of a withdrawn entry: when it went, why, what to read instead; nothing of what it said."""
    return {
        "identifier": found.identifier,
        "withdrawn_at": found.withdrawn_at,
        "reason": found.withdrawal_reason,
        "replacement": Entry.objects.visible_to(audience).filter(pk=found.replacement_id).first(),
    }
