"""Ending all sessions of an account at once: each carries the number of its epoch."""

from django.contrib.auth.models import AnonymousUser
from django.db import transaction

from accounts import audit
from accounts.models import Profile

KEY = "session_epoch"


def stamp(request, account) -> None:
    request.session[KEY] = Profile.epoch_of(account)


@transaction.atomic
def end_all(account, actor) -> None:
    """End every session that has begun before now, the one that asks included."""
    Profile.begin_epoch(account)
    audit.record("signed_out_everywhere", actor, account.get_username())


class SessionEpochMiddleware:
    """Forgets who is signed in where the session is of an earlier epoch."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user
        if user.is_authenticated and request.session.get(KEY, 0) != Profile.epoch_of(user):
            request.session.flush()
            request.user = AnonymousUser()
        return self.get_response(request)
