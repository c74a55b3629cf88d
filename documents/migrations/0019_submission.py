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


# What PostgreSQL and Django have named after the table follows it: as in databases made since.
INDEXES = {
    "documents_suggestion_pkey": "documents_submission_pkey",
    "documents_suggestion_entry_id_key": "documents_submission_entry_id_key",
    "documents_suggestion_token_key": "documents_submission_token_key",
    "documents_suggestion_token_64ae7501_like": "documents_submission_token_69f1f377_like",
    "documents_suggestion_account_id_ec7fb402": "documents_submission_account_id_60c892aa",
}
KEYS = {
    "documents_suggestion_account_id_ec7fb402_fk_auth_user_id": (
        "documents_submission_account_id_60c892aa_fk_auth_user_id"
    ),
    "documents_suggestion_entry_id_3d286b04_fk_documents_entry_id": (
        "documents_submission_entry_id_f9ffc9e4_fk_documents_entry_id"
    ),
}
SEQUENCES = {"documents_suggestion_id_seq": "documents_submission_id_seq"}


def rename(old: str, new: str, statement: str) -> migrations.RunSQL:
    return migrations.RunSQL(statement.format(old=old, new=new), statement.format(old=new, new=old))


RENAMED = [
    *(rename(*pair, "ALTER INDEX {old} RENAME TO {new}") for pair in INDEXES.items()),
    *(rename(*pair, "ALTER SEQUENCE {old} RENAME TO {new}") for pair in SEQUENCES.items()),
    *(
        rename(*pair, "ALTER TABLE documents_submission RENAME CONSTRAINT {old} TO {new}")
        for pair in KEYS.items()
    ),
]


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
        *RENAMED,
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
