from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.sealing import keyed_digests, unseal


class Authenticator(TOTPDevice):
    """An app that shows codes, whose secret is kept encrypted."""

    class Meta:
        proxy = True
        default_permissions = ()

    @property
    def bin_key(self) -> bytes:
        return unseal(self.key)


class RecoveryCodes(StaticDevice):
    """Codes for when the app is lost, kept as digests."""

    class Meta:
        proxy = True
        default_permissions = ()

    def verify_token(self, token: str) -> bool:
        """Use a code up; False where it is wrong or came too soon after a wrong one."""
        digests = keyed_digests(token)
        kept = set(self.token_set.filter(token__in=digests).values_list("token", flat=True))
        return super().verify_token(next((each for each in digests if each in kept), digests[0]))
