"""Public pages: made once for each state of the collection, given again until it changes.

What a page depends on is its ETag: what all public pages rest on, the day (embargoes end), the
release, the address and the languages. Whoever has the page already is told so, by every node;
others may get it from the memory of this process. A person who is logged in gets neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from documents import slots
from documents.pages import release
from documents.pages.memory import Memory
from documents.pages.revision import revision
from documents.slots import Slot

READING = ("GET", "HEAD")
SHOWN = (  # settings that pages show
    "SITE_NAME", "SITE_URL", "CONTACT_EMAIL", "COLLECTION_LICENCE", "COLLECTION_LICENCE_URL",
)  # fmt: skip
ROOM = 48 * 1024 * 1024  # bytes, in each process

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Page:
    """What is sent, and the style sheets inside."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    sheets: tuple[str, ...]

    @property
    def size(self) -> int:
        return len(self.content)

    @classmethod
    def of(cls, request: HttpRequest, response: HttpResponse) -> "Page":
        sheets = tuple(getattr(request, "sheets_inside", ()))
        return cls(response.content, tuple(response.headers.items()), sheets)

    def answer(self, request: HttpRequest) -> HttpResponse:
        request.sheets_inside = list(self.sheets)  # type: ignore[attr-defined]  # for middleware
        return HttpResponse(self.content, headers=dict(self.headers))


memory: Memory[Page] = Memory(ROOM)


def remembered(view: View) -> View:
    """Let a view make its answer only where neither the visitor nor this process has it.

    What the answer rests on is asked for before it is made: a change in between makes it newer
    than its ETag says, never older.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in READING or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        etag = make_etag(request)
        if unchanged := get_conditional_response(request, etag):
            # The policy that came with the page stays in force.
            unchanged._csp_exempt = True  # type: ignore[attr-defined]  # what django-csp reads
            return with_etag(unchanged, etag)
        key = etag, request.headers.get("Sec-Fetch-Site")  # a visitor's first page is another
        if known := memory.recall(key):
            return with_etag(known.answer(request), etag)
        response = view(request, *args, **kwargs)
        if is_for_all(request, response):
            memory.keep(key, Page.of(request, response))
            with_etag(response, etag)
        return response

    return answered


def is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Tell a page that is the same for every visitor from what is no page or holds a secret."""
    has_secret = bool(response.cookies) or "CSRF_COOKIE_NEEDS_UPDATE" in request.META
    return response.status_code == 200 and not response.streaming and not has_secret


def make_etag(request: HttpRequest) -> str:
    """Make a weak one: the same page may come compressed, and with its style inside."""
    parts = (
        release.digest(), *(str(getattr(settings, name)) for name in SHOWN),
        revision(), slots.revision(Slot), timezone.localdate().isoformat(),
        request.build_absolute_uri(), request.headers.get("Accept-Language", ""),
    )  # fmt: skip
    return "W/" + quote_etag(sha256("\n".join(parts).encode()).hexdigest()[:32])


def with_etag(response: HttpResponse, etag: str) -> HttpResponse:
    response["ETag"] = etag
    return response
