"""The style sheets inside the first page that a visitor sees, so that a slow phone waits once.

Browsers say whether a visitor comes from elsewhere (Sec-Fetch-Site). The first page then carries
its style in itself and asks for the files when all else is done; the pages after it, and browsers
that say nothing, link to the files.
"""

import base64
import hashlib
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.safestring import SafeString, mark_safe
from rcssmin import cssmin

SHEETS = ["site", "home", "guide", "reading"]
HEADER = "Sec-Fetch-Site"
ELSEWHERE = ("none", "cross-site", "same-site")


@cache
def style(sheet: str) -> SafeString:
    source = settings.BASE_DIR / "static" / "css" / f"{sheet}.css"
    return mark_safe(cssmin(source.read_text(encoding="utf-8")))  # noqa: S308  (our own file)


@cache
def permissions() -> list[str]:
    """What a Content-Security-Policy must say for exactly these styles to be applied."""
    digests = [hashlib.sha256(style(sheet).encode()).digest() for sheet in SHEETS]
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def is_first_page(request: HttpRequest) -> bool:
    return not settings.DEBUG and request.headers.get(HEADER) in ELSEWHERE


class FirstStyleMiddleware:
    """Lets the browser apply the styles, and tells caches that there are two sorts of page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, [HEADER])
            if is_first_page(request):
                response._csp_update = {"style-src": permissions()}
        return response
