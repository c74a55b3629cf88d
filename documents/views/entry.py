from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from documents.audience import Audience
from documents.models import Entry
from documents.models.entry import number_in
from documents.past_access import versions_read
from documents.record_page import RecordPage
from documents.succession import successor_of


def entry(request, identifier: str):
    """A record for those who may see it, or what is left or held back at its address."""
    return answered(request, identifier, lambda found, audience: page(request, found, audience))


def page(request, found: Entry, audience: Audience):
    return render(request, "entry.html", {"page": RecordPage(found, audience)})


def answered(
    request: HttpRequest, identifier: str, draw: Callable[[Entry, Audience], HttpResponse]
) -> HttpResponse:
    """What `draw` makes of the entry of an address; a tombstone, or the notice of an embargo."""
    audience = Audience.of(request.user)
    found = found_at(identifier, audience)
    if found.is_withdrawn:
        return render(request, "errors/410.html", remains(found, audience), status=410)
    if found.is_under_embargo:
        return render(request, "errors/embargo.html", held_back(found), status=403)
    return draw(found, audience)


def found_at(identifier: str, audience: Audience) -> Entry:
    """The entry of an address: one that the audience may read, one that has been withdrawn, or
    one that the audience could read before its embargo.

    Raises Http404.
    """
    entries = Entry.objects.select_related("kind")
    found = get_object_or_404(entries, pk=number_in(identifier))
    if found.identifier != identifier or not (found.is_readable or found.is_withdrawn):
        raise Http404
    if not may_know(found, audience):
        raise Http404
    return found


def may_know(found: Entry, audience: Audience) -> bool:
    """Whether the audience may know of it: what it can read, and what it could before an embargo.
    A tombstone stays at such an address too, for its reason is written for those who come there;
    what is for members now is told to nobody else, whatever it was before."""
    if found.is_under_embargo:
        return bool(versions_read(found, audience))
    return Entry.objects.open_to(audience).filter(pk=found.pk).exists()


def remains(found: Entry, audience: Audience) -> dict:
    """Of a withdrawn entry: when it went, why, what to read instead; nothing of what it said."""
    return {
        "identifier": found.identifier,
        "withdrawn_at": found.withdrawn_at,
        "reason": found.withdrawal_reason,
        "successor": successor_of(found, audience),
    }


def held_back(found: Entry) -> dict:
    """Of an entry under embargo: its day, and not even its title, which may have changed since it
    could be read, or be the very reason for the embargo."""
    return {"identifier": found.identifier, "embargo_until": found.embargo_until}
