"""What code tells people, as messages that everybody reads in their own language."""

from django.db import migrations, models
from django.db.models import Q

from wording import MessagesField
from wording.migrations import TextToMessages


class Migration(migrations.Migration):
    dependencies = [("documents", "0014_take_back")]

    operations = [
        migrations.RemoveConstraint("bulkline", "bulk_line_says_why_not"),
        TextToMessages("bulkchange", "about", MessagesField("chosen")),
        TextToMessages("bulkchange", "message", MessagesField("message")),
        TextToMessages("bulkline", "reason", MessagesField("why")),
        TextToMessages("evidenceblock", "note", MessagesField("note")),
        TextToMessages(
            "file", "extraction_message", MessagesField(editable=False), as_sentences=True
        ),
        TextToMessages(
            "revision",
            "note",
            MessagesField(
                "note",
                help_text="What changed and why, in a sentence; readers see it with the version.",
            ),
        ),
        TextToMessages("statechange", "reason", MessagesField("reason")),
        migrations.AddConstraint(
            "bulkline",
            models.CheckConstraint(
                condition=~Q(outcome__in=["refused", "left", "kept"]) | ~Q(reason=[]),
                name="bulk_line_says_why_not",
            ),
        ),
    ]
