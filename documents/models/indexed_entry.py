from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, Collate
from django.utils import timezone

from documents.audience import Audience

# A title letter by letter, whatever the database's language, so that an index knows how it begins.
TITLE_START = Collate("title_key", "C")


def title_order(language: str) -> Coalesce:
    """Sort a reader's list by the title that they see, in their language or the work's own."""
    return Coalesce(KeyTextTransform(language, "title_keys"), F("title_key"))


class IndexedEntryQuerySet(models.QuerySet):
    def visible_to(self, audience: Audience):
        """Apply the rule of Entry.objects.visible_to to the columns of the projection."""
        rows = self.filter(public_from__lte=timezone.localdate())
        return rows if audience is Audience.MEMBERS else rows.filter(members_only=False)


class IndexedEntry(models.Model):
    """What the search knows of a published entry: a projection, written by one SQL statement.

    See documents/search/projection.sql for what stands in each column.
    """

    entry = models.OneToOneField(
        "documents.Entry", models.CASCADE, primary_key=True, related_name="indexed"
    )
    # All words, and those of title, takeaway, names and labels alone.
    vector = SearchVectorField()
    head = SearchVectorField()
    # How many different words it has: long texts hold every word sooner.
    length = models.PositiveIntegerField()
    # Kind, concepts, languages and places, each with everything above it.
    concept_ids = ArrayField(models.BigIntegerField())
    year = models.PositiveSmallIntegerField(null=True)
    has_file = models.BooleanField()
    # From this day on a published, open entry evaluates this one; empty while none does.
    evaluated_from = models.DateField(null=True)
    members_only = models.BooleanField()
    public_from = models.DateField()
    title_key = models.TextField()
    # Language -> sort key of the title's translation, where a reader sees that one instead.
    title_keys = models.JSONField(default=dict)
    issued = models.CharField(max_length=10)
    # What a line of a list shows, see documents.search.results.
    shown = models.JSONField()

    objects = IndexedEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="indexed_vector"),
            GinIndex(fields=["head"], name="indexed_head"),
            # Of titles in the order of each language: documents.search.title_indexes.
            models.Index(TITLE_START, "entry", name="indexed_title_start"),
            models.Index(fields=["-issued", "-entry"], name="indexed_newest"),
        ]

    def __str__(self):
        return str(self.pk)
