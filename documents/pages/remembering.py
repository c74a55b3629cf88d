"""Answers to the same question about the same state of the collection: asked once, given again.

What an answer depends on is its ETag: the revisions of entries and vocabularies, the day (embargoes
end), the address and the languages. Whoever has the page already is told so; others may get it from
the memory of this process. A person who is logged in gets neither.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from threading import Lock

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from documents import slots
from documents.search.index.snapshot import Snapshot
from documents.slots import Slot

STARTED = str(time.time_ns())  # another release of the site answers otherwise
SLOTS = (Slot.SEARCH, Slot.RESULT, Slot.LIST)
MOST = 400  # pages, of some 60 KB each

Key = tuple[str, str | None]
Page = tuple[bytes, list[str]]  # what is sent, and the style sheets inside

pages: OrderedDict[Key, Page] = OrderedDict()
lock = Lock()


def remembering(
    request: HttpRequest, now: Snapshot, answer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Make the answer only where neither the visitor nor this process has it."""
    if request.user.is_authenticated:
        return answer()
    etag = make_etag(request, now)
    if unchanged := get_conditional_response(request, etag):
        # The policy that came with the page stays in force.
        unchanged._csp_exempt = True  # type: ignore[attr-defined]  # what django-csp reads
        return with_etag(unchanged, etag)
    key = etag, request.headers.get("Sec-Fetch-Site")  # a visitor's first page is another
    found = recall(key) or keep(key, (answer().content, getattr(request, "sheets_inside", [])))
    content, sheets = found
    request.sheets_inside = sheets  # type: ignore[attr-defined]  # what the middleware reads
    return with_etag(HttpResponse(content), etag)


def make_etag(request: HttpRequest, now: Snapshot) -> str:
    """Make a weak one: the same page may come compressed, and with its style inside."""
    parts = (
        STARTED, now.revision, slots.revision(SLOTS),
        timezone.localdate().isoformat(), request.build_absolute_uri(),
        request.headers.get("Accept-Language", ""),
    )  # fmt: skip
    return "W/" + quote_etag(sha256("\n".join(parts).encode()).hexdigest()[:32])


def recall(key: Key) -> Page | None:
    with lock:
        if key in pages:
            pages.move_to_end(key)
        return pages.get(key)


def keep(key: Key, page: Page) -> Page:
    with lock:
        pages[key] = page
        while len(pages) > MOST:
            pages.popitem(last=False)
    return page


def with_etag(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    return response
