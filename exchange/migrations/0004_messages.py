"""What is said of an import, as messages that everybody reads in their own language."""

from django.db import migrations

from wording import MessagesField
from wording.migrations import TextToMessages


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_who_applied_and_undid")]

    operations = [TextToMessages("importrun", "message", MessagesField("message"))]
