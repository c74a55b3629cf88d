"""The log of what happened to accounts; the database lets it only grow."""

from django.utils.translation import gettext_lazy as _

from accounts import current
from accounts.models import AuditRecord
from throttling import client

# What a record's action is called for people. Other apps may add theirs.
NAMES = {
    "signed_in": _("signed in"),
    "sign_in_failed": _("failed to sign in"),
    "signed_out": _("signed out"),
    "signed_out_everywhere": _("signed out everywhere"),
    "password_changed": _("password changed"),
    "password_reset": _("password reset by letter"),
    "address_changed": _("e-mail address changed"),
    "second_factor_set": _("second factor set up"),
    "second_factor_removed": _("second factor removed"),
    "recovery_codes_made": _("recovery codes made"),
    "recovery_code_used": _("recovery code used"),
    "invitation_sent": _("invitation sent"),
    "invitation_withdrawn": _("invitation withdrawn"),
    "invitation_accepted": _("invitation accepted"),
    "roles_changed": _("roles changed"),
    "permissions_changed": _("permissions changed"),
    "account_created": _("account created"),
    "account_changed": _("rights of the account changed"),
    "account_activated": _("account activated"),
    "account_deactivated": _("account deactivated"),
    "account_deleted": _("account deleted"),
}
ABOUT_LENGTH = AuditRecord._meta.get_field("about").max_length


def record(action: str, actor, about: str = "", **details) -> AuditRecord:
    """Keep what `actor` (an account or None) did. `details` is JSON-like and holds no secrets."""
    request = current.request()
    return AuditRecord.objects.create(
        action=action,
        actor_id=actor.pk if actor else None,
        actor_name=actor.get_username() if actor else "",
        about=str(about)[:ABOUT_LENGTH],
        address=client.address(request) if request else None,
        details=details,
    )
