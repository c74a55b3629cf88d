"""The site's search, asked as a visitor asks it."""

import re

from django.http import QueryDict

from documents.audience import Audience
from documents.search.ordering import ranked_ids

SYNTAX = re.compile(r'["“”„‟«»＂]|(?<!\w)-')


def ask(text: str, limit: int) -> list[int]:
    """The ids of the entries that a visitor finds with these words, best first."""
    params = QueryDict(mutable=True)
    params["q"] = words_only(text)
    return ranked_ids(params, Audience.PUBLIC, limit)


def words_only(text: str) -> str:
    """The text with nothing in it that the search would read as an operator."""
    return re.sub(r"\bOR\b", "or", SYNTAX.sub(" ", text))
