"""Who is above whom: nobody gives away more than they have."""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

ORGANIZERS = "Organizers"
ORDER = ("Members", "Reviewers", "Curators", ORGANIZERS)
LABELS = {
    "Members": _("member"),
    "Reviewers": _("reviewer"),
    "Curators": _("curator"),
    ORGANIZERS: _("organizer"),
}
STAFF = set(ORDER[1:])  # those who work in the admin
# What organizers look after besides entries; the rooms below know nothing of roles.
ORGANIZER = [
    "invite", "view_auditrecord", "view_user", "change_user", "view_job", "retry_job",
]  # fmt: skip


def label(group) -> str:
    """Return what somebody with the role is called; other groups keep their name."""
    return str(LABELS.get(group.name, group.name))


def rank(account) -> int:
    """Return the place of an account's highest role in ORDER; -1 for none, superusers above all."""
    if account.is_superuser:
        return len(ORDER)
    names = account.groups.values_list("name", flat=True)
    return max((ORDER.index(name) for name in names if name in ORDER), default=-1)


def is_organizer(account) -> bool:
    """Tell whether the account decides on those of others."""
    return rank(account) >= ORDER.index(ORGANIZERS)


def grantable(actor):
    """Return the groups that somebody may give: roles up to their own, all for superusers."""
    groups = apps.get_model("auth", "Group").objects.all()
    return groups if actor.is_superuser else groups.filter(name__in=ORDER[: rank(actor) + 1])


def may_manage(actor, account) -> bool:
    """Tell whether one may decide on the other: not on oneself, nor on somebody above."""
    return actor.pk != account.pk and rank(account) <= rank(actor)


@transaction.atomic
def give(account, chosen, actor) -> None:
    """Let an account have exactly these roles; groups that the actor may not give stay."""
    allowed = set(grantable(actor))
    if not set(chosen) <= allowed or not may_manage(actor, account):
        raise PermissionDenied
    kept = [group for group in account.groups.all() if group not in allowed]
    account.groups.set([*chosen, *kept])
    follow(account)


def follow(account) -> None:
    """Open or close the admin, as the roles say."""
    names = set(account.groups.values_list("name", flat=True))
    is_staff = account.is_superuser or bool(names & STAFF)
    if account.is_staff != is_staff:
        account.is_staff = is_staff
        account.save(update_fields=["is_staff"])


def ensure_permissions(**kwargs) -> None:
    """Let organizers look after accounts and jobs, after every migration."""
    grant(ORGANIZERS, ["auth", "accounts", "jobs"], ORGANIZER)


def grant(group: str, apps_: list[str], codenames: list[str]) -> None:
    """Let a group do what permissions of these apps are for; made where it is missing."""
    for label in apps_:
        create_permissions(apps.get_app_config(label), verbosity=0)
    ours = apps.get_model("auth", "Permission").objects.filter(content_type__app_label__in=apps_)
    found, _created = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    found.permissions.add(*ours.filter(codename__in=codenames))
