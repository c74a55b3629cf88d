"""Pages for what went wrong: each says what happened and where to go on."""

import json
import logging
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language, get_language_from_path, override

log = logging.getLogger(__name__)


AWAY, FULL = 60, 5  # seconds until it is worth to try again
# What programs are told, in English as all that they get.
SENTENCES = {
    400: "This request could not be read.",
    403: "This is not open to you.",
    404: "There is nothing at this address.",
    405: "This can only be read: GET, HEAD.",
    413: "This is too large.",
    429: "Too much was asked in a short time.",
    500: "Something went wrong here, and was written down.",
    503: "The collection cannot be reached just now. Try again later.",
}
KEPT = ("Allow", "Retry-After", "Cache-Control")
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


def unavailable(request: HttpRequest, exception: BaseException | None = None) -> HttpResponse:
    log.error("The database cannot be reached: %s", exception)
    response = HttpResponse(sorry(get_language() or settings.LANGUAGE_CODE), status=503)
    response["Retry-After"] = str(AWAY)
    return response


def refuse(environ: dict[str, Any], start_response: Callable) -> list[bytes]:
    """Ask to come again, as a WSGI application: there is no time to think about the question."""
    path = environ.get("PATH_INFO", "")
    if asks_as_program(path):
        media_type, content = "application/json", json.dumps({"error": sentence(503)})
    else:
        media_type = "text/html; charset=utf-8"
        content = sorry(get_language_from_path(path) or settings.LANGUAGE_CODE)
    page = content.encode()
    headers = {"Content-Type": media_type, "Content-Length": str(len(page)),
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
    return page(request, 404)


def server_error(request) -> HttpResponse:
    """Answer to what nothing else has: in a middleware, too, the database may be away."""
    failure = sys.exception()
    return unavailable(request, failure) if is_away(failure) else page(request, 500)


def bad_request(request, exception=None) -> HttpResponse:
    return page(request, 400)


def forbidden(request, exception=None) -> HttpResponse:
    return page(request, 403)


def page(request: HttpRequest, status: int) -> HttpResponse:
    return render(request, f"errors/{status}.html", status=status)


class ProgramsMiddleware:
    """Tells programs in a sentence as JSON what went wrong, whatever page people would get.

    Pages of other sites may read every answer, also that nothing changed: it holds nothing that
    depends on their visitor's login, as browsers send none along.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not asks_as_program(request.path_info):
            return response
        is_told = response.get("Content-Type", "").startswith("application/json")
        if response.status_code >= 400 and not is_told:
            response = said_to_program(response)
        response["Access-Control-Allow-Origin"] = "*"
        return response


def asks_as_program(path: str) -> bool:
    return path.startswith("/api/")


def said_to_program(response: HttpResponse) -> HttpResponse:
    told = JsonResponse({"error": sentence(response.status_code)}, status=response.status_code)
    for name in KEPT:
        if name in response:
            told[name] = response[name]
    return told


def sentence(status: int) -> str:
    return SENTENCES.get(status, SENTENCES[400])
