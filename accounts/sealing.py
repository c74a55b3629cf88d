"""Secrets in the database: who reads it, or a backup of it, can use none of them.

What the site never has to say again is kept as a digest, the rest encrypted under the site's
`SECRET_KEY`; what an earlier key sealed, `SECRET_KEY_FALLBACKS` opens.
"""

import hashlib
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

NONCE = 12  # bytes, before what is encrypted
SHORT = 16  # characters of a digest with a key


class CannotOpen(ValueError):
    """No key of this site opens it."""


def seal(secret: bytes) -> str:
    """Encrypt a secret, as text: 4 letters for each 3 of its bytes and of 28 more."""
    nonce = os.urandom(NONCE)
    sealed = nonce + AESGCM(derived(settings.SECRET_KEY)).encrypt(nonce, secret, None)
    return urlsafe_b64encode(sealed).decode().rstrip("=")


def unseal(text: str) -> bytes:
    """Return the secret that `seal` was given; CannotOpen where no key of the site opens it."""
    sealed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    for key in keys():
        try:
            return AESGCM(derived(key)).decrypt(sealed[:NONCE], sealed[NONCE:], None)
        except InvalidTag:
            continue
    raise CannotOpen


def digest(secret: str) -> str:
    """Return 64 hexadecimal digits of a secret that is too long to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed_digests(secret: str) -> list[str]:
    """Return 16 letters for each key of the site, the present one first, of a short secret.

    Who has the database and not the key cannot try one short secret after the other.
    """
    made = [salted_hmac("accounts.digest", secret, key, algorithm="sha256") for key in keys()]
    return [each.hexdigest()[:SHORT] for each in made]


def keys() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def derived(key: str) -> bytes:
    """Make 32 bytes for this use alone of a key of the site."""
    return salted_hmac("accounts.sealing", "", key, algorithm="sha256").digest()
