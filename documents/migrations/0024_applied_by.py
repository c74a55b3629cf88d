from django.db import migrations

# Until now whoever made a preview was the only one who could apply it.
FILL = """
UPDATE documents_bulkchange SET applied_by_id = actor_id WHERE applied_at IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0023_change_sets")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
