"""What a plain BM25 finds: the measure of a search that is to be better."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

import bm25s
import Stemmer

from benchmarks.evaluation.collection import Collection

logging.getLogger("bm25s").setLevel(logging.WARNING)  # it sets its own to tell every step


@dataclass(frozen=True)
class Words:
    """How a text is cut into words, lower-cased ones of two characters or more."""

    stopwords: str | None = None
    stemmer: Callable | None = None

    def cut(self, texts: list[str]):
        return bm25s.tokenize(
            texts, stopwords=self.stopwords, stemmer=self.stemmer, show_progress=False
        )


PLAIN = Words()
STEMMED = Words("english", Stemmer.Stemmer("english"))


def run(collection: Collection, words: Words, depth: int) -> dict[str, list[str]]:
    """Query id -> the ids of the documents found, best first; with the library's k1 and b."""
    ids = [document.id for document in collection.documents]
    index = bm25s.BM25()
    index.index(words.cut([each.words for each in collection.documents]), show_progress=False)
    asked = words.cut([query.text for query in collection.queries])
    places, scores = index.retrieve(asked, k=min(depth, len(ids)), show_progress=False)
    return {
        query.id: [ids[place] for place, score in zip(*row, strict=True) if score > 0]
        for query, row in zip(collection.queries, zip(places, scores, strict=True), strict=True)
    }
