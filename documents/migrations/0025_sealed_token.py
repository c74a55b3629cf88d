"""The secret of a submitter's link is kept as a digest, and encrypted for letters to come."""

from django.db import migrations, models

from accounts.sealing import digest, seal


def seal_all(apps, schema_editor):
    for submission in apps.get_model("documents", "Submission").objects.all():
        submission.token_digest = digest(submission.token)
        submission.sealed_token = seal(submission.token.encode())
        submission.save(update_fields=["token_digest", "sealed_token"])


class Migration(migrations.Migration):
    dependencies = [("documents", "0024_applied_by")]
    operations = [
        migrations.AddField(
            "submission", "token_digest",
            models.CharField(max_length=64, default="", editable=False), preserve_default=False,
        ),
        migrations.AddField(
            "submission", "sealed_token",
            models.CharField(max_length=120, default="", editable=False), preserve_default=False,
        ),
        migrations.RunPython(seal_all, migrations.RunPython.noop),
        migrations.AlterField(
            "submission", "token_digest",
            models.CharField(max_length=64, unique=True, editable=False),
        ),
        migrations.RemoveField("submission", "token"),
    ]  # fmt: skip
