from django.db import migrations, models
from django.db.models.functions import Collate


class Migration(migrations.Migration):
    dependencies = [("documents", "0005_search_index")]

    operations = [
        migrations.AddIndex(
            "indexedentry",
            models.Index(Collate("title_key", "C"), "entry", name="indexed_title_start"),
        ),
    ]
