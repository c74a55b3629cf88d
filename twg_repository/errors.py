"""Pages for what went wrong: each says what happened and where to go on."""

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger(__name__)


class UnavailableMiddleware:
    """Answer with 503 and "try again", not with a failure, while the database is away."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request, exception) -> HttpResponse | None:
        if isinstance(exception, OperationalError | InterfaceError):
            log.error("The database cannot be reached: %s", exception)
            return unavailable(request)
        return None


def unavailable(request: HttpRequest) -> HttpResponse:
    response = render(request, "errors/503.html", status=503, using=None)
    response["Retry-After"] = "60"
    return response


def not_found(request, exception=None) -> HttpResponse:
    return render(request, "errors/404.html", status=404)


def server_error(request) -> HttpResponse:
    return render(request, "errors/500.html", status=500)


def bad_request(request, exception=None) -> HttpResponse:
    return render(request, "errors/400.html", status=400)


def forbidden(request, exception=None) -> HttpResponse:
    return render(request, "errors/403.html", status=403)
