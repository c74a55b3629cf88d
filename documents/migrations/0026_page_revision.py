"""Every change of what public pages show has a number that all processes can ask for."""

from django.db import migrations

from taxonomy.sql import define

UNDO = """
DROP FUNCTION documents_next_page_revision() CASCADE;
DROP TABLE documents_page_revision;
DROP SEQUENCE documents_page_revision_number;
"""

[revision] = define("documents", "documents_page_revision")
revision.reverse_sql = UNDO


class Migration(migrations.Migration):
    dependencies = [("documents", "0025_sealed_token"), ("taxonomy", "0005_facts")]
    operations = [revision]
