"""What a slow phone must wait for before it shows a page: one answer, and no more.

Browsers say whether a visitor comes from elsewhere (Sec-Fetch-Site). The first page then carries
its style in itself; the pages after it, and browsers that say nothing, link to the style sheets.
A short script inside every page loads the others once the page is shown, and on a first page the
style sheets for the next one.
"""

import base64
import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe

from twg_repository.style_sheets import sent

HEADER = "Sec-Fetch-Site"
ELSEWHERE = ("none", "cross-site", "same-site")


@cache
def style(sheet: str) -> SafeString:
    return mark_safe(sent(source(f"css/{sheet}.css")))  # noqa: S308  (our own file)


@cache
def loader() -> SafeString:
    """Return the script that loads the rest: without indentation, as pages are sent without."""
    return mark_safe(source("js/later.js"))  # noqa: S308  (our own file)


def source(name: str) -> str:
    return (settings.BASE_DIR / "static" / name).read_text(encoding="utf-8")


def permissions(request: HttpRequest) -> dict[str, list[str]]:
    """Return the sources that the Content-Security-Policy must allow: what is inside this page."""
    sheets = getattr(request, "sheets_inside", [])
    allowed = {"script-src": [permission(loader())]}
    return allowed | (
        {"style-src": [permission(style(sheet)) for sheet in sheets]} if sheets else {}
    )


@cache
def permission(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def is_first_page(request: HttpRequest) -> bool:
    return not settings.DEBUG and request.headers.get(HEADER) in ELSEWHERE


class FirstPageMiddleware:
    """Lets browsers apply what is inside a page, and tells caches that there are two sorts."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, [HEADER])
            response._csp_update = permissions(request)
        return response
