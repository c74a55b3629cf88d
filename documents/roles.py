"""Who may do what: the groups that accounts are put into, kept with every migration."""

from django.apps import apps
from django.contrib.auth.management import create_permissions

ENTRY_ROWS = [
    "agent", "contribution", "entry", "entryplace", "file", "identifier", "link", "relation",
    "section", "sectiontemplate", "translation", "label",
]  # fmt: skip
VOCABULARY_ROWS = ["scheme", "concept", "place"]

MEMBER = ["read_members_only"]
ORGANIZER = [
    *(f"{action}_{row}" for action in ("add", "change", "delete", "view") for row in ENTRY_ROWS),
    # Concepts are deprecated or merged, never deleted.
    *(f"{action}_{row}" for action in ("add", "change", "view") for row in VOCABULARY_ROWS),
    "change_kind",
    "view_kind",
    "view_revision",
    "publish_entry",
    *MEMBER,
]
GROUPS = {"Organizers": ORGANIZER, "Members": MEMBER}


def ensure_groups(**kwargs) -> None:
    """Create the groups that are missing and give each what it should be able to do."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for label in ("taxonomy", "documents"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    ours = Permission.objects.filter(content_type__app_label__in=["taxonomy", "documents"])
    for name, codenames in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.add(*ours.filter(codename__in=codenames))
