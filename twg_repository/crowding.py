"""How much one visitor may send."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from throttling import client
from throttling.limit import Limit

SAFE = ("GET", "HEAD", "OPTIONS")
SENT = Limit("sent by visitors from one address", 600, 600)


class CrowdingMiddleware:
    """Refuses what visitors send too often; some pages have stricter limits of their own."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        if request.method in SAFE or request.user.is_authenticated:
            return None
        return None if SENT.allows(client.network(request)) else too_many(request)


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "errors/429.html", status=429)
    response["Retry-After"] = str(SENT.seconds)
    return response
