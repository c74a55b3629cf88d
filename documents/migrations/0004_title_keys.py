from django.db import migrations, models
from django.db.models import F
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

# What documents/search/projection.sql writes from now on, for the rows that are there.
FILL = """
UPDATE documents_indexedentry indexed SET title_keys = translations.keys - entry.title_language
FROM documents_entry entry, (
    SELECT entry_id, jsonb_object_agg(language, twg_sort_key(title)) AS keys
    FROM documents_translation WHERE title <> '' GROUP BY entry_id
) translations
WHERE entry.id = indexed.entry_id AND translations.entry_id = indexed.entry_id
"""


def index(language):
    key = Coalesce(KeyTextTransform(language, "title_keys"), F("title_key"))
    return migrations.AddIndex(
        "indexedentry", models.Index(key, F("entry"), name=f"indexed_title_{language}")
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_file_cover")]

    operations = [
        migrations.RemoveIndex("indexedentry", "indexed_title"),
        migrations.AddField("indexedentry", "title_keys", models.JSONField(default=dict)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        *(index(language) for language in ("en", "es", "fr", "ar")),
    ]
