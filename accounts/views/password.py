"""A new password by letter: Django's pages, our letters."""

from django.contrib.auth import get_user_model, views
from django.contrib.auth.forms import PasswordResetForm
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from accounts import audit, mail
from accounts.models import Profile
from jobs.names import called
from throttling import client
from throttling.limit import Limit

LETTERS = Limit("password_reset", 5, 3600)


class ResetForm(PasswordResetForm):
    def save(self, **kwargs):
        """Leave the letter to the worker: the answer takes as long for unknown addresses."""
        for account in self.get_users(self.cleaned_data["email"]):
            write.enqueue(account.pk)


@called(_("Send a letter"))
@task()
def write(account_id: int) -> None:
    account = get_user_model().objects.filter(pk=account_id, is_active=True).first()
    if account is None:
        return
    uid = urlsafe_base64_encode(force_bytes(account.pk))
    token = default_token_generator.make_token(account)
    with translation.override(Profile.language_of(account)):
        path = reverse("password_reset_confirm", args=[uid, token])
    mail.send(
        account,
        _("A new password for the TWG Repository"),
        "mail/password_reset.txt",
        {"address": mail.absolute(path), "account": account},
        _("You get this because a new password was asked for. If it was not you, do nothing: your "
          "password stays as it is."),
    )  # fmt: skip


class Reset(views.PasswordResetView):
    form_class = ResetForm

    def form_valid(self, form):
        """Send the letter; whoever asks too often gets the same answer and no letter."""
        if LETTERS.allows(client.network(self.request)):
            return super().form_valid(form)
        return super(views.PasswordResetView, self).form_valid(form)


class Confirm(views.PasswordResetConfirmView):
    def form_valid(self, form):
        response = super().form_valid(form)
        audit.record("password_reset", self.user, self.user.get_username())
        return response
