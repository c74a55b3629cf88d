"""Short questions to the search."""

from django.http import QueryDict

from documents.audience import Audience
from documents.search.index.snapshot import snapshot
from documents.search.page import SearchPage, search


def ask(query: str, audience: Audience = Audience.PUBLIC) -> SearchPage:
    """The search page of an address's query, such as `q=gang&goal=goal-1`."""
    with snapshot() as now:
        return search(QueryDict(query), audience, now)


def found(words: str) -> list[int]:
    """The numbers of the entries that a visitor finds by words."""
    return [result.pk for result in ask(f"q={words}").results]
