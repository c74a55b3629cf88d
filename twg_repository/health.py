"""What a supervisor asks: is the process alive, and can it serve?"""

from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

EXHAUSTED = ("too many clients", "remaining connection slots", "too many connections")
TEXT = "text/plain; charset=utf-8"


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", TEXT)


def readyz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers, else 503 with what is the matter."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as error:
        return HttpResponse(f"{reason(error)}\n", TEXT, status=503)
    return HttpResponse("ready\n", TEXT)


def reason(error: Error) -> str:
    """Tell a database that has no connection left from one that is not there."""
    if any(words in str(error) for words in EXHAUSTED):
        return "the database has no connection left"
    return "the database does not answer"


class ProbeMiddleware:
    """Answers the two questions by whatever name they are asked: a probe knows the address of a
    machine, not the names of the site."""

    ANSWERS: dict[str, Callable[[HttpRequest], HttpResponse]] = {
        "/healthz": healthz,
        "/readyz": readyz,
    }

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.ANSWERS.get(request.path_info, self.get_response)
        return answer(request)
