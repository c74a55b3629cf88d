from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from wording import languages


class Profile(models.Model):
    """What an account has beyond Django's; an account without one has what is the default."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile", verbose_name=_("account")
    )
    language = models.CharField(
        _("language"), max_length=10, choices=languages.choices, default=languages.default,
        help_text=_("Letters come in this language."),
    )  # fmt: skip
    # Sessions carry the number at which they began; a higher one here ends them.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("profile")
        verbose_name_plural = _("profiles")
        default_permissions = ()

    def __str__(self):
        return str(self.account)

    @classmethod
    def language_of(cls, account) -> str:
        found = cls.objects.filter(account=account).values_list("language", flat=True).first()
        return found or settings.LANGUAGE_CODE

    @classmethod
    def epoch_of(cls, account) -> int:
        numbers = cls.objects.filter(account_id=account.pk).values_list("session_epoch", flat=True)
        return numbers.first() or 0

    @classmethod
    def begin_epoch(cls, account) -> None:
        profile, _created = cls.objects.get_or_create(account=account)
        cls.objects.filter(pk=profile.pk).update(session_epoch=F("session_epoch") + 1)
