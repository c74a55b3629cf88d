from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.sealing import keyed_digests, unseal

DOUBLINGS = 7  # of the pause after a wrong code: from one second to about a minute


class BrieflyClosed:
    """Closes a device for a minute at most after wrong codes, so that whoever guesses from
    elsewhere keeps nobody out for days; how many may be guessed is limited by `accounts.tries`."""

    throttling_failure_count: int

    def verify_is_allowed(self):
        self.throttling_failure_count = min(self.throttling_failure_count, DOUBLINGS)
        return super().verify_is_allowed()


class Authenticator(BrieflyClosed, TOTPDevice):
    """An app that shows codes, whose secret is kept encrypted."""

    class Meta:
        proxy = True
        default_permissions = ()

    @property
    def bin_key(self) -> bytes:
        return unseal(self.key)


class RecoveryCodes(BrieflyClosed, StaticDevice):
    """Codes for when the app is lost, kept as digests."""

    class Meta:
        proxy = True
        default_permissions = ()

    def verify_token(self, token: str) -> bool:
        """Use a code up; False where it is wrong or came too soon after a wrong one."""
        digests = keyed_digests(token)
        kept = set(self.token_set.filter(token__in=digests).values_list("token", flat=True))
        return super().verify_token(next((each for each in digests if each in kept), digests[0]))
