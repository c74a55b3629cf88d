"""From what a person typed to a PostgreSQL text query: words, "phrases", OR and -not.

Any string is a question: what cannot be one is dropped, never an error.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db import connection

MAX_CHARACTERS = 200
MAX_TERMS = 16

PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))


@dataclass(frozen=True)
class Term:
    """A word or a phrase that must stand in an entry, or must not."""

    text: str
    excluded: bool = False


@dataclass(frozen=True)
class TextQuery:
    """`groups`: of each, one term must match; `excluded`: none may."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)

    @property
    def terms(self) -> list[Term]:
        return [term for group in self.groups for term in group] + list(self.excluded)


def clean(text: str) -> str:
    """The question as it is shown and searched: no control characters, at most 200 characters."""
    kept = (
        " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character
        for character in text[: MAX_CHARACTERS * 4]
        if unicodedata.category(character) not in ("Cs", "Cn", "Co", "Cf")
    )
    return " ".join("".join(kept).split())[:MAX_CHARACTERS].strip()


def parse(text: str) -> TextQuery:
    """Read the question; `OR` (in capitals) joins its neighbours, `-` excludes what follows it."""
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    joining = False
    for match in list(PIECE.finditer(clean(text).translate(QUOTES)))[: MAX_TERMS * 2]:
        if match["word"] == "OR" and not match["minus"]:
            joining = bool(groups)
            continue
        term = read_term(match)
        if not term or len(groups) + len(excluded) >= MAX_TERMS:
            continue
        if term.excluded:
            excluded.append(term)
        elif joining:
            groups[-1] += (term,)
        else:
            groups.append((term,))
        joining = False
    return TextQuery(tuple(groups), tuple(excluded))


def read_term(match: re.Match) -> Term | None:
    text = (match["phrase"] if match["word"] is None else match["word"]).strip()
    if not any(character.isalnum() for character in text):
        return None
    return Term(text, excluded=bool(match["minus"]))


def compile_query(query: TextQuery) -> str:
    """The text of a tsquery; empty where the question holds no word that entries could hold.

    Words that carry no meaning in one of the languages (the, de, los) are left out, unless
    there is nothing else.
    """
    compiled = {term: (sql, stop) for term, sql, stop in compile_terms(query.terms)}
    groups = [compile_group(group, compiled, skip_stops=True) for group in query.groups]
    if not any(groups):
        groups = [compile_group(group, compiled, skip_stops=False) for group in query.groups]
    negated = [f"!({compiled[term][0]})" for term in query.excluded if compiled[term][0]]
    return " & ".join([group for group in groups if group] + negated)


def compile_group(group: tuple[Term, ...], compiled: dict, skip_stops: bool) -> str:
    """The alternatives of one group; empty when one of them says nothing."""
    alternatives = [compiled[term] for term in group]
    if any(not sql or (stop and skip_stops) for sql, stop in alternatives):
        return ""
    return "(" + " | ".join(f"({sql})" for sql, _stop in alternatives) + ")"


def compile_terms(terms: list[Term]) -> list[tuple[Term, str, bool]]:
    """Each term as a tsquery over all languages, and whether it is a stop word in one of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT twg_query(term)::text, twg_is_stop_word(term)"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS asked (term, place) ORDER BY place",
            [[term.text for term in terms]],
        )
        rows = cursor.fetchall()
    return [(term, sql, stop) for term, (sql, stop) in zip(terms, rows, strict=True)]
