"""What browsers and proxies may keep: public pages, to be asked for again; nobody's own pages."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class CacheControlMiddleware:
    """Says who may hold a page. "no-cache" means: keep it, and ask each time whether it changed.

    An unchanged page then costs a phone a few hundred bytes, and a withdrawn one is gone at once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = f"{audience(request)}, no-cache"
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["Accept-Language"])  # a page offers the one preferred
        return response


def audience(request: HttpRequest) -> str:
    """Return the word for who may hold the answer; a page that errors early has no user."""
    user = getattr(request, "user", None)
    return "private" if user is None or user.is_authenticated else "public"
