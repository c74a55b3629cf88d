"""Pages for what went wrong: each says what happened and where to go on."""

import logging
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_from_path, override

log = logging.getLogger(__name__)


AWAY, FULL = 60, 5  # seconds until it is worth to try again
# The page of a site that has no time for one: nothing of it asks for more than a style sheet.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'"


class UnavailableMiddleware:
    """Answer with 503 and "try again", not with a failure, while the database is away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        return unavailable(request, exception) if is_away(exception) else None


def is_away(exception: BaseException | None) -> bool:
    """Tell a database that cannot be asked from one that did not like the question."""
    return isinstance(exception, OperationalError | InterfaceError)


def unavailable(request: HttpRequest, exception: BaseException | None) -> HttpResponse:
    log.error("The database cannot be reached: %s", exception)
    response = HttpResponse(sorry(get_language() or settings.LANGUAGE_CODE), status=503)
    response["Retry-After"] = str(AWAY)
    return response


def refuse(environ: dict[str, Any], start_response: Callable) -> list[bytes]:
    """Ask to come again, as a WSGI application: there is no time to think about the question."""
    language = get_language_from_path(environ.get("PATH_INFO", "")) or settings.LANGUAGE_CODE
    page = sorry(language).encode()
    headers = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(page)),
               "Retry-After": str(FULL), "Cache-Control": "no-store",
               "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}  # fmt: skip
    start_response("503 Service Unavailable", list(headers.items()))
    return [page]


@cache
def sorry(language: str) -> str:
    """Return the page that says to come again, made without the database."""
    with override(language):
        return render_to_string("errors/503.html")


def not_found(request, exception=None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request) -> HttpResponse:
    """Answer to what nothing else has: in a middleware, too, the database may be away."""
    failure = sys.exception()
    if is_away(failure):
        return unavailable(request, failure)
    return render(request, "errors/500.html", status=500)


def bad_request(request, exception=None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)
