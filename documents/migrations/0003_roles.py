"""Who may do what: the groups that accounts are put into."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CURATED = [
    "agent", "contribution", "entry", "entryplace", "file", "identifier", "link", "relation",
    "section", "translation",
]  # fmt: skip
VOCABULARIES = ["scheme", "concept", "label", "place"]

ORGANIZER = [
    *(f"{action}_{model}" for action in ("add", "change", "delete", "view") for model in CURATED),
    *(f"{action}_{model}" for action in ("add", "change", "view") for model in VOCABULARIES),
    "delete_label",
    *(f"{action}_kind" for action in ("change", "view")),
    *(f"{action}_sectiontemplate" for action in ("add", "change", "delete", "view")),
    "view_revision",
    "publish_entry",
    "read_members_only",
]
MEMBER = ["read_members_only"]


def create_groups(apps, schema_editor):
    for label in ("taxonomy", "documents"):
        config = apps.get_app_config(label)
        config.models_module = True  # create_permissions looks for it on the historical app
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    for name, codenames in (("Organizers", ORGANIZER), ("Members", MEMBER)):
        group, _created = Group.objects.get_or_create(name=name)
        permissions = Permission.objects.filter(
            codename__in=codenames, content_type__app_label__in=["taxonomy", "documents"]
        )
        group.permissions.set(permissions)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_text_search"),
        ("taxonomy", "0002_hierarchy"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(create_groups, migrations.RunPython.noop)]
