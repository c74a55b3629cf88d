"""Who asks, for annotations."""

from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest

Account = User | AnonymousUser


class AuthenticatedHttpRequest(HttpRequest):
    """A request behind a door that only accounts pass."""

    user: User
