"""How often somebody may guess: passwords, codes, and the password that a form asks for again.

Wrong ones are counted by account and address together (django-axes, AXES_FAILURE_LIMIT), by
address, so that nobody tries many accounts, and by account, so that many addresses do not try one.
The last does not count for addresses that the account has signed in from: guessing from elsewhere
locks nobody out.
"""

from datetime import timedelta

from axes.handlers.database import AxesDatabaseHandler
from django.contrib.auth import authenticate
from django.utils import timezone

from accounts import current
from accounts.models import AuditRecord
from throttling import client
from throttling.limit import Limit

BY_ADDRESS = Limit("wrong secrets from one address", 30, 900)
BY_ACCOUNT = Limit("wrong secrets of one account", 40, 3600)
KNOWN_FOR = timedelta(days=90)


class Handler(AxesDatabaseHandler):
    """What django-axes asks before each try, and tells after each wrong one."""

    def is_allowed(self, request, credentials=None) -> bool:
        if is_used_up(request, name_in(credentials)):
            request.axes_locked_out = True  # what its middleware answers to
            return False
        return super().is_allowed(request, credentials)

    def user_login_failed(self, sender, credentials, request=None, **kwargs) -> None:
        BY_ADDRESS.allows(client.network(request))
        BY_ACCOUNT.allows(name_in(credentials))
        super().user_login_failed(sender, credentials, request, **kwargs)


def name_in(credentials) -> str:
    return (credentials or {}).get("username") or ""


def is_used_up(request, name: str) -> bool:
    """Tell whether this client has guessed too often, or too many have guessed at this account."""
    if BY_ADDRESS.is_used_up(client.network(request)):
        return True
    return BY_ACCOUNT.is_used_up(name) and not is_known(request, name)


def is_known(request, name: str) -> bool:
    """Tell whether the account has signed in from here lately."""
    signed_in = AuditRecord.objects.filter(
        action="signed_in", actor_name=name, at__gt=timezone.now() - KNOWN_FOR
    )
    networks = {client.network_of(each) for each in signed_in.values_list("address", flat=True)}
    return client.network(request) in networks


def is_password_of(account, password: str) -> bool:
    """Tell whether somebody who is signed in knows the password; a wrong one counts like others."""
    name = account.get_username()
    return authenticate(current.request(), username=name, password=password) == account
