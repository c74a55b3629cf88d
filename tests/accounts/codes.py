"""An authenticator app for tests: codes of a device, each later than the one before."""

import re
import time
from base64 import b32decode

from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.util import random_hex

from accounts import second_factor
from accounts.models import Authenticator

PASSWORD = "correct horse battery"


def code_of(secret: bytes, later: int = 0) -> str:
    """What the app shows `later` steps of half a minute from now."""
    totp = TOTP(secret)
    totp.time = time.time() + 30 * later
    return f"{totp.token():06d}"


def make_device(account) -> Authenticator:
    return second_factor.keep(account, random_hex(20))


def shown_secret(page) -> bytes:
    text = re.search(r'class="secret"[^>]*>([^<]+)<', page.content.decode()).group(1)
    return b32decode(text.replace(" ", ""))


def sign_in(client, account, code: str = ""):
    """The answer to the password, or where a code is given to the code."""
    sent = {"username": account.get_username(), "password": PASSWORD}
    answer = client.post(reverse("admin:login"), sent)
    return client.post(reverse("admin:second_step"), {"code": code}) if code else answer
