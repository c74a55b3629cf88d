from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils import timezone

from documents.audience import Audience


class IndexedEntryQuerySet(models.QuerySet):
    def visible_to(self, audience: Audience):
        """The same rule as Entry.objects.visible_to, on the columns of the projection."""
        rows = self.filter(public_from__lte=timezone.localdate())
        return rows if audience is Audience.MEMBERS else rows.filter(members_only=False)


class IndexedEntry(models.Model):
    """What the search knows of a published entry: a projection, written by one SQL statement.

    See documents/search/projection.sql for what stands in each column.
    """

    entry = models.OneToOneField(
        "documents.Entry", models.CASCADE, primary_key=True, related_name="indexed"
    )
    vector = SearchVectorField()
    # Kind, concepts, languages and places, each with everything above it.
    concept_ids = ArrayField(models.BigIntegerField())
    year = models.PositiveSmallIntegerField(null=True)
    has_file = models.BooleanField()
    # From this day on a published, open entry evaluates this one; empty while none does.
    evaluated_from = models.DateField(null=True)
    members_only = models.BooleanField()
    public_from = models.DateField()
    title_key = models.TextField()
    issued = models.CharField(max_length=10)

    objects = IndexedEntryQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(fields=["vector"], name="indexed_vector"),
            GinIndex(fields=["concept_ids"], name="indexed_concepts"),
            models.Index(fields=["title_key"], name="indexed_title"),
            models.Index(fields=["-issued", "-entry"], name="indexed_newest"),
        ]

    def __str__(self):
        return str(self.pk)
