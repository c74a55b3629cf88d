"""A test collection of information retrieval: documents, queries, and who judged what relevant."""

from dataclasses import dataclass, replace

# Query id -> document id -> gain: 0 or less is not relevant, more is better.
Judgements = dict[str, dict[str, int]]


class CollectionError(ValueError):
    """A folder is no test collection; the message is a sentence for a person."""


@dataclass(frozen=True)
class Document:
    """`language` is an ISO 639-1 code, `year` has four digits; what is not given is empty."""

    id: str
    title: str
    text: str = ""
    creators: tuple[str, ...] = ()
    language: str = ""
    year: str = ""

    @property
    def words(self) -> str:
        """All that there is to read."""
        return "\n".join((self.title, *self.creators, self.text))


@dataclass(frozen=True)
class Query:
    id: str
    text: str
    language: str = ""


@dataclass(frozen=True)
class Collection:
    name: str
    documents: list[Document]
    queries: list[Query]
    judgements: Judgements

    def answerable(self, limit: int | None = None) -> "Collection":
        """With the first `limit` of the queries that have a relevant document.

        Raises CollectionError where no query has one among the documents.
        """
        known = {document.id for document in self.documents}
        relevant = {query: positive(gains) for query, gains in self.judgements.items()}
        if not any(known & gains.keys() for gains in relevant.values()):
            raise CollectionError(f"The judgements of {self.name} name none of its documents.")
        queries = [query for query in self.queries if relevant.get(query.id)][:limit]
        if not queries:
            raise CollectionError(f"The judgements of {self.name} name none of its queries.")
        judgements = {query.id: relevant[query.id] for query in queries}
        return replace(self, queries=queries, judgements=judgements)


def positive(gains: dict[str, int]) -> dict[str, int]:
    """What is relevant; a negative judgement counts as none."""
    return {document: gain for document, gain in gains.items() if gain > 0}
