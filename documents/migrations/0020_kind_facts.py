"""Which kinds tell of failure and take references stands in their rows, no longer in the code."""

from django.db import migrations, models


def tell(apps, schema_editor) -> None:
    kinds = apps.get_model("documents", "Kind").objects.using(schema_editor.connection.alias)
    kinds.filter(scheme__code="kind", code="failure").update(tells_of_failure=True)
    kinds.filter(scheme__code="kind", code="literature").update(takes_references=True)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0019_submission"),
        ("taxonomy", "0005_facts"),
    ]

    operations = [
        migrations.AddField(
            model_name="kind",
            name="takes_references",
            field=models.BooleanField(
                default=False,
                help_text="References that are imported become entries of this kind.",
                verbose_name="takes references",
            ),
        ),
        migrations.AddField(
            model_name="kind",
            name="tells_of_failure",
            field=models.BooleanField(
                default=False,
                help_text=(
                    "Says what did not work: told apart by a warm colour, and a place to start "
                    "from on the first page."
                ),
                verbose_name="tells of failure",
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="kind",
            constraint=models.UniqueConstraint(
                condition=models.Q(("takes_references", True)),
                fields=("takes_references",),
                name="kind_takes_references_once",
                violation_error_message="References become entries of one kind alone.",
            ),
        ),
    ]
