"""What is proposed from outside is a submission; a suggestion was also what a search box offers.

Rows, addresses with their tokens and what groups and accounts were granted stay.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def rename_permissions(old: str, new: str):
    """Those that Django makes for each model; who holds them keeps them."""

    def rename(apps, schema_editor):
        permissions = apps.get_model("auth", "Permission").objects.using(
            schema_editor.connection.alias
        )
        for action in ("add", "change", "delete", "view"):
            held = permissions.filter(
                content_type__app_label="documents", codename=f"{action}_{old}"
            )
            held.update(codename=f"{action}_{new}")

    return rename


FORTH = "UPDATE documents_comment SET circle = 'submitter' WHERE circle = 'suggester'"
BACK = "UPDATE documents_comment SET circle = 'suggester' WHERE circle = 'submitter'"


def theirs_to_read(circle: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=models.Q((f"from_{circle}", False), ("circle", circle), _connector="OR"),
        name=f"comment_of_{circle}_is_theirs_to_read",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0018_moved_task"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("Suggestion", "Submission"),
        migrations.AlterField(
            "submission",
            "entry",
            models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="submission",
                to="documents.entry",
                verbose_name="entry",
            ),
        ),
        migrations.AlterField(
            "submission",
            "account",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="submissions",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.RunPython(
            rename_permissions("suggestion", "submission"),
            rename_permissions("submission", "suggestion"),
        ),
        migrations.RemoveConstraint("comment", "comment_of_suggester_is_theirs_to_read"),
        migrations.RenameField("comment", "from_suggester", "from_submitter"),
        migrations.AlterField(
            "comment",
            "circle",
            models.CharField(
                choices=[
                    ("curators", "curators and reviewers"),
                    ("submitter", "also whoever suggested it"),
                ],
                default="curators",
                max_length=9,
                verbose_name="who reads it",
            ),
        ),
        migrations.RunSQL(FORTH, BACK),
        migrations.AddConstraint("comment", theirs_to_read("submitter")),
    ]
