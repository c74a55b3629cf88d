"""Asking organizers without an e-mail address for one, each time that they sign in.

Letters need it: what waits, reviews that are in, a new password. It can be put off until the next
time, for whoever looks at the site on their own machine has nothing that could send letters.
"""

from accounts import roles

KEY = "asked_for_address"


def signed_in(request, account) -> None:
    """Remember in the session that the address is to be asked for."""
    if roles.is_organizer(account) and not account.email:
        request.session[KEY] = True


def is_wanted(request) -> bool:
    return KEY in request.session


def answered(request) -> None:
    request.session.pop(KEY, None)
