"""Why a page could not be had; each says so in a sentence."""

import ssl

import httpcore
from django.utils.translation import gettext_lazy as _


class FetchError(Exception):
    """`code` is short and stable, `str()` a sentence in the reader's language."""

    code = "unreachable"
    message = _("The server could not be reached.")

    def __str__(self) -> str:
        return str(self.message)


class Unreachable(FetchError):
    pass


class UnknownName(FetchError):
    code = "unknown"
    message = _("There is no server of this name.")


class Unsafe(FetchError):
    code = "unsafe"
    message = _("This address is not one of the public internet.")


class TooSlow(FetchError):
    code = "slow"
    message = _("The server took too long.")


class TooMuch(FetchError):
    code = "garbled"
    message = _("The server sent more than was asked for.")


class BadAnswer(FetchError):
    code = "garbled"
    message = _("The server's answer could not be understood.")


class BadCertificate(FetchError):
    code = "certificate"
    message = _("The server's certificate is not valid.")


class TooManyRedirects(FetchError):
    code = "redirects"
    message = _("The address leads in circles.")


def translated(error: Exception) -> FetchError:
    """Return the FetchError for what went wrong on the way."""
    if is_about_certificate(error):
        return BadCertificate()
    if isinstance(error, httpcore.TimeoutException):
        return TooSlow()
    if isinstance(error, httpcore.ProtocolError):
        return BadAnswer()
    return Unreachable()


def is_about_certificate(error: BaseException | None) -> bool:
    """Tell whether a certificate is the cause; httpcore names that behind an error of its own."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return True
        error = error.__cause__ or error.__context__
    return False
