"""The request that is being answered, for what must know who acts and from where."""

from contextvars import ContextVar

from django.http import HttpRequest

_request: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def request() -> HttpRequest | None:
    """Return the request that is being answered; None in commands and jobs."""
    return _request.get()


def actor():
    """Return the account that is signed in, or None."""
    user = getattr(request(), "user", None)
    return user if user and user.is_authenticated else None


class CurrentRequestMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _request.set(request)
        try:
            return self.get_response(request)
        finally:
            _request.reset(token)
