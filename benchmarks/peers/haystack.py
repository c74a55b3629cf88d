"""django-haystack with Whoosh, which needs no server."""

from haystack import connections, indexes
from haystack.query import SearchQuerySet

from benchmarks.peers.peer import SHOWN, Answer, Peer, column, offset
from documents.models import Entry

BATCH = 5000


class Haystack(Peer):
    def __init__(self, folder, schemes):
        super().__init__(folder, schemes)
        connections.connections_info["default"]["PATH"] = str(folder / "index")
        self.backend = connections["default"].get_backend()
        self.index = make_index(schemes)
        connections["default"].get_unified_index().build(indexes=[self.index])

    def build(self, documents):
        batch = []
        for document in documents:
            batch.append(carrying(document))
            if len(batch) == BATCH:
                self.backend.update(self.index, batch)
                batch = []
        self.backend.update(self.index, batch)

    def ask(self, question):
        query = self.question_set(question).query
        query.set_limits(offset(question), offset(question) + SHOWN)
        query.run()
        counts = (query.get_facet_counts() or {}).get("fields", {})
        facets = {scheme: dict(counts.get(facet(scheme), ())) for scheme in self.schemes}
        entries = [int(result.pk) for result in query.get_results()]
        return Answer(entries, query.get_count(), facets)

    def question_set(self, question) -> SearchQuerySet:
        found = SearchQuerySet()
        found = found.auto_query(question.words) if question.words else found.order_by("-issued")
        for scheme, code in question.filters:
            found = found.narrow(f'{facet(scheme)}:"{code}"')
        if question.year_from:
            found = found.filter(year__gte=question.year_from)
        for scheme in self.schemes:
            found = found.facet(column(scheme))
        return found


def facet(scheme: str) -> str:
    return f"{column(scheme)}_exact"


def carrying(document) -> Entry:
    """What Haystack indexes is an object of a model."""
    entry = Entry(pk=document.pk)
    entry.document = document
    return entry


class EntryIndex(indexes.SearchIndex):
    text = indexes.CharField(document=True)
    year = indexes.IntegerField(null=True)
    issued = indexes.CharField()

    def get_model(self):
        return Entry

    def prepare(self, obj):
        document = obj.document
        texts = [document.title, document.takeaway, document.summary, document.body]
        facets = {column(scheme): codes for scheme, codes in document.facets.items()}
        return super().prepare(obj) | facets | {
            "text": " ".join(texts), "year": document.year, "issued": document.issued,
        }  # fmt: skip


def make_index(schemes: list[str]) -> EntryIndex:
    """An index with a faceted field for each scheme."""
    fields = {column(scheme): indexes.MultiValueField(faceted=True) for scheme in schemes}
    return type("FacetedIndex", (EntryIndex, indexes.Indexable), fields)()
