from django.http import Http404
from django.shortcuts import get_object_or_404, render

from documents.audience import Audience
from documents.models import Entry
from documents.models.entry import number_in
from documents.record_page import RecordPage


def entry(request, identifier: str):
    """A record for those who may see it, or the tombstone that a withdrawn one left."""
    found = get_object_or_404(Entry.objects.select_related("kind"), pk=number_in(identifier))
    if found.identifier != identifier:
        raise Http404
    audience = Audience.of(request.user)
    if not Entry.objects.open_to(audience).filter(pk=found.pk).exists():
        raise Http404
    if found.is_withdrawn:
        return tombstone(request, found, audience)
    if not found.is_readable:
        raise Http404
    return render(request, "entry.html", {"page": RecordPage(found, audience)})


def tombstone(request, found: Entry, audience: Audience):
    """What remains: when it went, why, and what to read instead; nothing of what it said."""
    replacement = Entry.objects.visible_to(audience).filter(pk=found.replacement_id).first()
    context = {
        "identifier": found.identifier,
        "withdrawn_at": found.withdrawn_at,
        "reason": found.withdrawal_reason,
        "replacement": replacement,
    }
    return render(request, "errors/410.html", context, status=410)
