"""What the search keeps beside its rows; all of it can be made anew by `rebuild_search`."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func, Value


class SearchChange(models.Model):
    """That rows of the search changed, so that every process follows.

    The projection takes one lock until it commits, so the numbers become visible in their order.
    The sequence belongs to no column: the number of a rolled back change never comes again.
    """

    revision = models.BigIntegerField(
        primary_key=True,
        db_default=Func(Value("documents_searchchange_revision"), function="nextval"),
    )
    entry_ids = ArrayField(models.BigIntegerField())

    def __str__(self):
        return str(self.revision)


class SearchWord(models.Model):
    """A word of the collection as it is written, and without accents: what typing errors are
    corrected to. One that no entry holds any more does no harm: it finds nothing."""

    text = models.TextField(primary_key=True)
    bare = models.TextField()

    class Meta:
        indexes = [GinIndex(fields=["bare"], opclasses=["gin_trgm_ops"], name="word_trigrams")]

    def __str__(self):
        return self.text


class SearchSet(models.Model):
    """A set of entry ids as it was at a revision, saved so that a large collection's search
    starts in seconds; `ids` is a serialized Roaring bitmap."""

    name = models.TextField()
    key = models.TextField()
    revision = models.BigIntegerField()
    ids = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="search_set_once")]

    def __str__(self):
        return f"{self.name} {self.key}"
