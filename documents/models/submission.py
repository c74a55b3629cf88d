import secrets

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.sealing import digest, seal, unseal
from wording import languages

TOKEN_BYTES = 24


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def with_token(self, token: str) -> "SubmissionQuerySet":
        """Find the submission that a link belongs to."""
        return self.filter(token_digest=digest(token))


class Submission(models.Model):
    """Who submitted an entry and why. Its token is the key to the page that tells them how it
    fares; until the address is confirmed nobody curates it."""

    entry = models.OneToOneField(
        "documents.Entry", models.CASCADE, related_name="submission", verbose_name=_("entry")
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    sealed_token = models.CharField(max_length=120, editable=False)
    name = models.CharField(_("your name"), max_length=120)
    email = models.EmailField(_("your e-mail address"))
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True,
        related_name="submissions", verbose_name=_("account"),
    )  # fmt: skip
    language = models.CharField(
        _("language of our letters"), max_length=10, default=languages.default
    )
    why = models.TextField(_("why it belongs here"), max_length=2000)
    # Where nobody has written about it: whom curators can ask. It names people, so it is never
    # public, and whoever suggested it is not shown it again either.
    who_knows = models.CharField(_("who knows about it"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    confirmed_at = models.DateTimeField(_("address confirmed"), null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.entry} ({self.name})"

    def save(self, *args, **kwargs) -> None:
        if not self.token_digest:
            self.token = new_token()
        super().save(*args, **kwargs)

    def secret_address(self) -> str:
        """Return the page of whoever submitted it, which its link alone opens."""
        return reverse("submission", args=[self.token])

    @property
    def token(self) -> str:
        return unseal(self.sealed_token).decode()

    @token.setter
    def token(self, token: str) -> None:
        self.token_digest, self.sealed_token = digest(token), seal(token.encode())
