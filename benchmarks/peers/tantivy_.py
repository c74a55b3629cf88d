"""Tantivy, a search library in Rust, inside this process: its counts are its own aggregations."""

from contextlib import contextmanager

import tantivy

from benchmarks.peers.peer import SHOWN, Answer, Peer, offset

TEXTS = ["title", "takeaway", "summary", "body"]
MOST_VALUES = 10_000  # of a facet


class Tantivy(Peer):
    def build(self, documents):
        schema = make_schema(self.schemes)
        writer = tantivy.Index(schema, path=str(self.folder)).writer(500_000_000)
        for each in documents:
            writer.add_document(make_document(each))
        writer.commit()
        writer.wait_merging_threads()

    @contextmanager
    def opened(self):
        self.schema = make_schema(self.schemes)
        self.index = tantivy.Index(self.schema, path=str(self.folder))
        self.index.reload()
        self.searcher = self.index.searcher()
        yield None

    def ask(self, question):
        query = self.query(question)
        found = self.searcher.search(
            query, SHOWN, count=True, offset=offset(question),
            order_by_field=None if question.words else "issued",
        )  # fmt: skip
        counted = self.searcher.aggregate(query, {scheme: terms(scheme) for scheme in self.schemes})
        entries = [self.searcher.doc(address)["pk"][0] for _score, address in found.hits]
        return Answer(entries, found.count, {s: counts(counted[s]) for s in self.schemes})

    def query(self, question):
        parts = [self.index.parse_query(question.words, TEXTS, conjunction_by_default=True)]
        parts = parts if question.words else [tantivy.Query.all_query()]
        for scheme, code in question.filters:
            parts.append(tantivy.Query.term_query(self.schema, scheme, code))
        if question.year_from:
            parts.append(self.index.parse_query(f"year:[{question.year_from} TO 9999]"))
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])


def make_schema(schemes: list[str]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("pk", stored=True)
    builder.add_integer_field("year", indexed=True)
    builder.add_integer_field("issued", fast=True)
    for text in TEXTS:
        builder.add_text_field(text, tokenizer_name="en_stem")
    for scheme in schemes:
        builder.add_text_field(scheme, fast=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def make_document(document) -> tantivy.Document:
    made = tantivy.Document(pk=document.pk, year=document.year or 0, issued=order(document.issued))
    for text in TEXTS:
        made.add_text(text, getattr(document, text))
    for scheme, codes in document.facets.items():
        for code in codes:
            made.add_text(scheme, code)
    return made


def order(issued: str) -> int:
    """A date as a number that sorts as it does: 2019-05 as 20190500."""
    return int(issued.replace("-", "").ljust(8, "0"))


def terms(scheme: str) -> dict:
    return {"terms": {"field": scheme, "size": MOST_VALUES}}


def counts(aggregation: dict) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation["buckets"]}
