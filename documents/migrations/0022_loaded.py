from django.db import migrations

# What the loader of the starter collection wrote says so: it may be updated, other work may not.
NAME = """
UPDATE documents_revision revision SET action = 'loaded'
FROM documents_entry entry
WHERE entry.id = revision.entry_id AND entry.import_key IS NOT NULL
  AND revision.actor_id IS NULL AND revision.action IN ('saved', 'publish')
  AND revision.note::text LIKE '%Imported%'
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0021_any_language")]
    operations = [migrations.RunSQL(NAME, migrations.RunSQL.noop)]
