"""How much a request may send, by the page that it is sent to."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override

MEGABYTE = 1024 * 1024
FORM = 1 * MEGABYTE
BESIDE = 1 * MEGABYTE  # what a form with a file sends besides
# The pages that take files.
WITH_FILES = {
    "submit", "documents_entry_add", "documents_entry_change", "exchange_importrun_upload",
}  # fmt: skip


class BodyLimitMiddleware:
    """Refuses what is too long, before anything of it is read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = limit_of(request.path_info)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdigit() and int(length) > limit:
            return too_large(request, limit)
        return self.get_response(request)


def limit_of(path: str) -> int:
    """Return the most bytes that may be sent to a path."""
    return settings.MAX_UPLOAD_BYTES + BESIDE if name_of(path) in WITH_FILES else FORM


def name_of(path: str) -> str | None:
    """Return the name of an address, in whatever language it is; None where there is none."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return resolve(path).url_name
        except (Resolver404, UnicodeError):
            return None


def too_large(request: HttpRequest, limit: int) -> HttpResponse:
    context = {"megabytes": limit // MEGABYTE}
    return render(request, "errors/413.html", context, status=413)
