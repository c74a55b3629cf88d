"""Signing in, in one step or two: until the second one the visitor is nobody."""

import time
from dataclasses import asdict, dataclass

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth import get_user_model, login
from django.contrib.auth.signals import user_login_failed
from django.contrib.auth.views import LoginView
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from accounts import first_address, second_factor

BACKEND = "django.contrib.auth.backends.ModelBackend"
KEY = "second_step"
SECONDS = 600


@dataclass(frozen=True)
class SecondStep:
    """Who has given the right password, when, and where they wanted to go."""

    account_id: int
    password_mark: str
    at: float
    then: str

    @property
    def account(self):
        """None when time is over, or the account or its password has changed meanwhile."""
        account = get_user_model().objects.filter(pk=self.account_id, is_active=True).first()
        is_same = account and constant_time_compare(
            account.get_session_auth_hash(), self.password_mark
        )
        return account if is_same and time.time() - self.at < SECONDS else None


def begin(request, account, then: str) -> None:
    """Remember who may give a code, in a session that is nobody's."""
    request.session.flush()
    step = SecondStep(account.pk, account.get_session_auth_hash(), time.time(), then)
    request.session[KEY] = asdict(step)


def waiting(request) -> SecondStep | None:
    step = SecondStep(**request.session[KEY]) if KEY in request.session else None
    return step if step and step.account else None


def finish(request, step: SecondStep, code: str) -> bool:
    """Sign in whoever gave the right code; wrong ones are counted like wrong passwords."""
    account = step.account
    credentials = {"username": account.get_username()}
    if not AxesProxyHandler.is_allowed(request, credentials):
        request.axes_locked_out = True
        return False
    device = second_factor.check(account, code)
    if device is None:
        user_login_failed.send(
            __name__, credentials=credentials, request=request, at_second_step=True
        )
        return False
    account.otp_device = device  # django-otp notes it in the session
    login(request, account, BACKEND)
    first_address.signed_in(request, account)
    request.session.pop(KEY, None)
    return True


class SignIn(LoginView):
    """The first step. Who has a second factor is sent on, and not signed in yet."""

    template_name = "admin/login.html"

    def form_valid(self, form):
        account = form.get_user()
        then = destination(account, self.get_redirect_url())
        if second_factor.has(account):
            begin(self.request, account, then)
            return redirect("admin:second_step")
        login(self.request, account)
        first_address.signed_in(self.request, account)
        return redirect(then)


def destination(account, wanted: str) -> str:
    """Return where a sign-in leads: to what was wanted, else the admin or one's account.

    Members have no admin to go to.
    """
    admin = reverse("admin:index")
    if account.is_staff:
        return wanted or admin
    return wanted if wanted and not wanted.startswith(admin) else reverse("admin:account")
