"""The site's search and its baselines, asked the same questions about the same documents."""

from dataclasses import dataclass
from functools import cached_property

from benchmarks.evaluation import baseline
from benchmarks.evaluation.asking import ask
from benchmarks.evaluation.collection import Collection
from benchmarks.evaluation.database import own_database
from benchmarks.evaluation.indexing import index
from benchmarks.evaluation.measures import DEPTH, Run, Values, measure

SITE = "site"


@dataclass(frozen=True)
class Comparison:
    """`runs`: system -> what it found."""

    collection: Collection
    runs: dict[str, Run]

    @cached_property
    def values(self) -> dict[str, dict[str, Values]]:
        """System -> query id -> values."""
        return {name: measure(self.collection.judgements, run) for name, run in self.runs.items()}


def compare(collection: Collection) -> Comparison:
    return Comparison(
        collection,
        {
            SITE: run_site(collection),
            "BM25": baseline.run(collection, baseline.PLAIN, DEPTH),
            "BM25 stemmed": baseline.run(collection, baseline.STEMMED, DEPTH),
        },
    )


def run_site(collection: Collection) -> Run:
    with own_database():
        ids = index(collection.documents)
        return {
            query.id: [ids[pk] for pk in ask(query.text, DEPTH)] for query in collection.queries
        }
