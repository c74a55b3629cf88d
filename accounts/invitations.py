"""Inviting people: sent, sent again, withdrawn, accepted; each one transaction with its record."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts import audit, mail, roles
from accounts.models import Invitation, Profile
from accounts.models.invitation import SIGNER
from accounts.sealing import digest

DAYS = 7


@transaction.atomic
def send(invitation: Invitation, actor) -> None:
    """Write a letter with a new link, valid for DAYS; an earlier link is worth nothing any more.

    Where the letter cannot be sent nothing changes: OSError (SMTPException is one).
    """
    refuse_unless_grantable(invitation, actor)
    if invitation.pk:
        invitation = Invitation.objects.select_for_update().open().get(pk=invitation.pk)
    secret = secrets.token_urlsafe(32)
    invitation.token_digest = digest(secret)
    invitation.sent_at = timezone.now()
    invitation.expires_at = invitation.sent_at + timedelta(days=DAYS)
    invitation.save()
    audit.record("invitation_sent", actor, invitation.email, role=invitation.role.name)
    write(invitation, SIGNER.sign(secret))


def refuse_unless_grantable(invitation: Invitation, actor) -> None:
    may = actor.has_perm("accounts.invite")
    if not (may and roles.grantable(actor).filter(pk=invitation.role_id).exists()):
        raise PermissionDenied


def write(invitation: Invitation, token: str) -> None:
    with translation.override(invitation.language):
        address = mail.absolute(reverse("invitation", args=[token]))
        mail.send(
            invitation.email,
            _("You are invited to the TWG Repository"),
            "mail/invitation.txt",
            {"address": address, "role": roles.label(invitation.role), "days": DAYS},
            _("You get this because an organizer of the repository invites you. If you expected "
              "no invitation, do nothing: nothing will happen."),
        )  # fmt: skip


@transaction.atomic
def withdraw(invitation: Invitation, actor) -> None:
    refuse_unless_grantable(invitation, actor)
    if Invitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=timezone.now()):
        audit.record("invitation_withdrawn", actor, invitation.email)


@transaction.atomic
def accept(invitation: Invitation, form):
    """Make the account from a valid form; None where the invitation is no longer open."""
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if invitation.state != Invitation.State.OPEN:
        return None
    account = form.save()
    Profile.objects.create(account=account, language=invitation.language)
    account.groups.add(invitation.role)
    roles.follow(account)
    invitation.accepted_at, invitation.account = timezone.now(), account
    invitation.save(update_fields=["accepted_at", "account"])
    audit.record("invitation_accepted", account, account.get_username(), email=invitation.email)
    return account
