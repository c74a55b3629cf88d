from django.conf import settings
from django.contrib.auth.models import Group
from django.core import signing
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.sealing import digest
from wording import languages

SIGNER = signing.Signer(sep=".", salt="accounts.invitation")


class InvitationQuerySet(models.QuerySet):
    def open(self):
        """Return those neither used nor withdrawn, still valid or not: what can be sent again."""
        return self.filter(accepted_at=None, withdrawn_at=None)

    def expired(self):
        return self.open().filter(expires_at__lte=timezone.now())

    def with_token(self, token: str):
        """Find the invitation that a link belongs to; none where the link is forged."""
        try:
            return self.filter(token_digest=digest(SIGNER.unsign(token)))
        except signing.BadSignature:
            return self.none()


class Invitation(models.Model):
    """Somebody asked by letter to take part. The link's secret is kept as a digest only."""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("invitation", "open")
        EXPIRED = "expired", _("expired")
        ACCEPTED = "accepted", pgettext_lazy("invitation", "accepted")
        WITHDRAWN = "withdrawn", pgettext_lazy("invitation", "withdrawn")

    email = models.EmailField(_("e-mail address"))
    role = models.ForeignKey(Group, models.PROTECT, related_name="+", verbose_name=_("role"))
    language = models.CharField(
        _("language"), max_length=10, choices=languages.choices, default=languages.default,
        help_text=_("The letter comes in this language, and later letters too."),
    )  # fmt: skip
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False,
        related_name="+", verbose_name=_("invited by"),
    )  # fmt: skip
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False,
        related_name="invitation", verbose_name=_("account"),
    )  # fmt: skip
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(pgettext_lazy("when", "sent"), editable=False)
    expires_at = models.DateTimeField(_("valid until"), editable=False)
    accepted_at = models.DateTimeField(pgettext_lazy("when", "accepted"), null=True, editable=False)
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("when", "withdrawn"), null=True, editable=False
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        default_permissions = ()
        permissions = [("invite", _("Can invite people"))]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
                violation_error_message=_("This address has an open invitation. Send it again."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None), name="invitation_one_end"
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.email

    @property
    def state(self) -> State:
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.EXPIRED if self.expires_at <= timezone.now() else self.State.OPEN
