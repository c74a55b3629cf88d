"""Entries as JSON: what readers see, with the codes of the vocabularies, evidence included."""

import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from documents import slots
from documents.audience import Audience
from documents.history.succession import Successor, Superseded, superseded
from documents.identifier import PREFIX
from documents.models import Entry
from documents.pages.entry import found_at, held_back, remains
from documents.pages.remembering import remembered
from documents.records.public import for_public, public_records
from documents.search.filters import EntryFilterSet
from documents.search.index.snapshot import snapshot
from documents.search.ordering import ordered
from documents.search.pagination import Pagination


@require_safe
@remembered
def found(request: HttpRequest) -> HttpResponse:
    """Answer with a page of the entries that a search with the same parameters finds."""
    audience = Audience.of(request.user)
    with snapshot() as now:
        asked = EntryFilterSet(request.GET, audience, now)
        page = Pagination.of(len(asked.found), asked.asked["page"], asked.address)
        ids = ordered(asked, page.stop).ids[page.start :].tolist()
        return answer(around(request, page, asked) | {"entries": records(request, ids, audience)})


def around(request: HttpRequest, page: Pagination, asked: EntryFilterSet) -> dict[str, Any]:
    """Say how many there are, the pages before and after, and what of the question was unknown."""
    return {
        "licence": settings.COLLECTION_LICENCE_URL,
        "total": page.total,
        "previous": at(request, page.number - 1) if page.number > 1 else None,
        "next": at(request, page.number + 1) if page.number < page.last else None,
        "ignored": [{"parameter": each.name, "value": each.value} for each in asked.ignored],
    }


def at(request: HttpRequest, number: int) -> str:
    """Make the address of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(number)
    return request.build_absolute_uri(f"?{query.urlencode()}")


@require_safe
@remembered
def entry(request: HttpRequest, identifier: str) -> HttpResponse:
    """Answer with one entry; of one that is withdrawn or under embargo with what its page tells."""
    audience = Audience.of(request.user)
    try:
        known = found_at(checked(identifier), audience)
    except Http404:
        return answer({"error": "There is no entry at this address."}, status=404)
    if known.is_withdrawn:
        return answer(gone(remains(known, audience)), status=410)
    if known.is_under_embargo:
        return answer(held_back(known) | {"state": Entry.Access.EMBARGOED}, status=403)
    return answer(records(request, [known.pk], audience)[0] | succession(known, audience))


def checked(identifier: str) -> str:
    """Return the identifier. Raises Http404 for what no identifier looks like."""
    if not re.fullmatch(rf"{PREFIX}\d{{4,9}}", identifier):
        raise Http404
    return identifier


def gone(left: dict[str, Any]) -> dict[str, Any]:
    successor = left.pop("successor")
    return left | {"state": Entry.State.WITHDRAWN, "replacement": name_of(successor)}


def succession(known: Entry, audience: Audience) -> dict[str, Any]:
    """Say of a superseded entry when, why and by what; of others nothing."""
    told = superseded(known, audience)
    return {"superseded": notice(told)} if told else {}


def notice(told: Superseded) -> dict[str, Any]:
    return {"at": told.at, "reason": told.reason, "replacement": name_of(told.successor)}


def name_of(successor: Successor | None) -> str | None:
    """Return the identifier; None also for an entry that the audience may not read."""
    return successor.entry.identifier if successor and successor.entry else None


def records(request: HttpRequest, ids: list[int], audience: Audience) -> list[dict[str, Any]]:
    """List records, each with its own address first, in the order of the ids."""
    entries = for_public(Entry.objects.readable_to(audience)).in_bulk(ids)
    kept = [entries[pk] for pk in ids if pk in entries]
    more = slots.fill_rows(slots.Slot.DATA, kept, audience)
    return [
        {"url": request.build_absolute_uri(known.get_absolute_url())}
        | record
        | {filled.insert.name: filled.value for filled in more.get(known.pk, ())}
        for known, record in zip(kept, public_records(kept, audience), strict=True)
    ]


def answer(data: dict[str, Any], status: int = 200) -> JsonResponse:
    """Say with each answer under which licence it may be used."""
    response = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    response["Link"] = f'<{settings.COLLECTION_LICENCE_URL}>; rel="license"'
    return response
