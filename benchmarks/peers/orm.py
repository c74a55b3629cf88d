"""What a Django developer writes first: the ORM on the site's own tables."""

from contextlib import contextmanager

from django.contrib.postgres.search import (
    SearchQuery,
    SearchRank,
    SearchVector,
    SearchVectorField,
)
from django.db import connection, models
from django.db.models import Count

from benchmarks.peers.peer import SHOWN, Answer, Peer, offset
from documents.audience import Audience
from documents.models import Entry
from taxonomy.models import Concept

CONFIGURATION = "english"


class Orm(Peer):
    """Vectors of title, takeaway and summary are made while the question is answered."""

    def build(self, documents):
        """Nothing: it reads the tables."""

    @contextmanager
    def opened(self):
        with connection.cursor() as cursor:
            cursor.execute("SET statement_timeout = '20s'")
        yield None

    def ask(self, question):
        rows = self.matching(question)
        wanted = self.ordered(rows, question)[offset(question) : offset(question) + SHOWN]
        return Answer([entry.pk for entry in wanted], rows.count(), self.facets(self.found(rows)))

    def found(self, rows) -> list[int]:
        """Looked up once, lest every facet makes all vectors anew."""
        return list(rows.values_list("pk", flat=True))

    def matching(self, question):
        rows = Entry.objects.visible_to(Audience.PUBLIC)
        if question.year_from:
            rows = rows.filter(issued_year__gte=question.year_from)
        for scheme, code in question.filters:
            concept = Concept.objects.get(scheme__code=scheme, code=code)
            tags = Entry.concepts.through.objects.filter(
                concept__ancestor_ids__contains=[concept.pk]
            )
            rows = rows.filter(pk__in=tags.values("entry"))
        return self.with_words(rows, question.words) if question.words else rows

    def with_words(self, rows, words: str):
        vector = SearchVector("title", "takeaway", "summary", config=CONFIGURATION)
        return rows.annotate(vector=vector).filter(vector=search_query(words))

    def ordered(self, rows, question):
        if not question.words:
            return rows.order_by("-issued", "-pk")
        return rows.order_by(SearchRank(self.vector, search_query(question.words)).desc(), "-pk")

    vector = "vector"

    def facets(self, rows) -> dict[str, dict[str, int]]:
        return {scheme: dict(self.counts(scheme, rows)) for scheme in self.schemes}

    def counts(self, scheme: str, rows):
        """Of the values that entries have themselves, not of those above."""
        relation = {"kind": "kind__entries", "place": "place__entry_places__entry"}
        entries = relation.get(scheme, "tagged_entries")
        concepts = Concept.objects.filter(scheme__code=scheme, **{f"{entries}__in": rows})
        return concepts.annotate(carrying=Count(entries)).values_list("code", "carrying").order_by()


class Stored(models.Model):
    """The vector of an entry, kept."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="stored")
    vector = SearchVectorField()

    class Meta:
        app_label = "benchmarks"
        managed = False

    def __str__(self):
        return str(self.entry_id)


FILL = """
DROP TABLE IF EXISTS benchmarks_stored;
CREATE TABLE benchmarks_stored AS SELECT entry.id AS entry_id, to_tsvector('english', concat_ws(' ',
    title, takeaway, summary,
    (SELECT string_agg(text, ' ') FROM documents_section WHERE entry_id = entry.id),
    (SELECT string_agg(text, ' ') FROM documents_file WHERE entry_id = entry.id))) AS vector
FROM documents_entry entry;
ALTER TABLE benchmarks_stored ADD PRIMARY KEY (entry_id);
CREATE INDEX ON benchmarks_stored USING gin (vector);
ANALYZE benchmarks_stored;
"""


class OrmStored(Orm):
    """The same with a stored vector of all texts and a GIN index."""

    vector = "stored__vector"

    def build(self, documents):
        with connection.cursor() as cursor:
            cursor.execute(FILL)

    def with_words(self, rows, words):
        return rows.filter(stored__vector=search_query(words))

    def found(self, rows):
        return rows.values("pk")


def search_query(words: str) -> SearchQuery:
    return SearchQuery(words, config=CONFIGURATION, search_type="websearch")
