"""The second factor: codes from an authenticator app, and recovery codes for when it is lost."""

import time
from base64 import b32encode
from binascii import unhexlify

import segno
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import audit, roles
from accounts.models import Authenticator, RecoveryCodes
from accounts.sealing import keyed_digests, seal

CODES = 10
DIGITS = 6
TOLERANCE = 1  # steps of half a minute that clocks may differ


def has(account) -> bool:
    return Authenticator.objects.filter(user=account, confirmed=True).exists()


def required_of(account) -> bool:
    """Tell whether an account must have one: those that decide on others' accounts must."""
    return settings.SECOND_FACTOR_REQUIRED and roles.is_organizer(account)


def codes_left(account) -> int:
    return StaticToken.objects.filter(device__user=account).count()


@transaction.atomic
def check(account, code: str) -> Device | None:
    """Return the device that a code belongs to; None where it is wrong, used, or came too soon.

    A wrong code closes the device for a while, longer each time, up to a minute. A code counts
    once.
    """
    code = "".join(code.split()).replace("-", "").lower()
    is_totp = code.isascii() and code.isdigit() and len(code) == DIGITS
    sort = Authenticator if is_totp else RecoveryCodes
    device = sort.objects.filter(user=account, confirmed=True).select_for_update().first()
    if device is None or not device.verify_token(code):
        return None
    if not is_totp:
        audit.record("recovery_code_used", account, account.get_username(),
                     left=codes_left(account))  # fmt: skip
    return device


@transaction.atomic
def set_up(account, key: str, code: str) -> Authenticator | None:
    """Take the app that shows `code` for the secret `key` (hexadecimal) instead of any before."""
    totp = TOTP(unhexlify(key))
    totp.time = time.time()
    if not (code.isascii() and code.isdigit() and totp.verify(int(code), TOLERANCE)):
        return None
    device = keep(account, key, last_t=totp.t())
    audit.record("second_factor_set", account, account.get_username())
    return device


def keep(account, key: str, **columns) -> Authenticator:
    """Make the secret `key` (hexadecimal) the account's only one."""
    Authenticator.objects.filter(user=account).delete()
    sealed = seal(unhexlify(key))
    return Authenticator.objects.create(user=account, name="app", key=sealed, **columns)


@transaction.atomic
def remove(account, actor) -> None:
    Authenticator.objects.filter(user=account).delete()
    RecoveryCodes.objects.filter(user=account).delete()
    audit.record("second_factor_removed", actor, account.get_username())


@transaction.atomic
def make_codes(account) -> list[str]:
    """Make new recovery codes; those made before are no longer valid."""
    device, _created = RecoveryCodes.objects.get_or_create(
        user=account, defaults={"name": "recovery codes"}
    )
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _number in range(CODES)]
    kept = [StaticToken(device=device, token=keyed_digests(code)[0]) for code in codes]
    StaticToken.objects.bulk_create(kept)
    audit.record("recovery_codes_made", account, account.get_username())
    return [f"{code[:4]} {code[4:]}" for code in codes]


def secret_text(key: str) -> str:
    """Write the secret in groups of four letters, to be typed where no picture can be taken."""
    text = b32encode(unhexlify(key)).decode()
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def picture(account, key: str) -> str:
    """Draw the QR code as inline SVG, on white with its margin, to be readable in the dark."""
    address = TOTPDevice(user=account, key=key).config_url
    return segno.make(address, micro=False).svg_inline(
        scale=4, border=4, dark="#000", light="#fff", title=_("QR code for the authenticator app")
    )
