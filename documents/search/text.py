"""From what a person typed to a PostgreSQL text query: words, "phrases", OR and -not.

Any string is a question: what cannot be one is dropped, never an error.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from django.db import connection

MAX_CHARACTERS = 400
MAX_TERMS = 32

PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
# A DOI is known by its number, however it is written.
DOI_ADDRESS = re.compile(r"\b(?:https?://(?:dx\.)?doi\.org/|doi:\s*)(?=10\.)", re.IGNORECASE)
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

    def replacing(self, words: dict[str, str]) -> "TextQuery":
        """Return the question with other words for some."""
        groups = (
            tuple(replace(term, text=words.get(term.text, term.text)) for term in group)
            for group in self.groups
        )
        return TextQuery(tuple(groups), self.excluded)

    @property
    def terms(self) -> list[Term]:
        return [term for group in self.groups for term in group] + list(self.excluded)


Forms = tuple[str, ...]  # tsqueries
MOST_REMEMBERED = 20_000  # words
FORMS: dict[str, tuple[Forms, bool]] = {}  # word -> forms, and whether it says nothing


@dataclass(frozen=True)
class Group:
    """Terms of which one must stand in an entry, and all the forms that stand for them."""

    terms: tuple[Term, ...]
    forms: Forms

    @property
    def tsquery(self) -> str:
        return " | ".join(f"({form})" for form in self.forms)


@dataclass(frozen=True)
class Question:
    """What was asked as the database can look for it."""

    groups: tuple[Group, ...] = ()
    excluded: Forms = ()

    def __bool__(self) -> bool:
        return bool(self.groups or self.excluded)

    @property
    def tsquery(self) -> str:
        """The tsquery of any of the words; empty where there is none."""
        return " | ".join(group.tsquery for group in self.groups)


def clean(text: str) -> str:
    """Clean the question to show and search: no control characters, at most 400 characters."""
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
    asked = DOI_ADDRESS.sub("", clean(text)).translate(QUOTES)
    for match in list(PIECE.finditer(asked))[: MAX_TERMS * 2]:
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


def read_term(match: re.Match[str]) -> Term | None:
    text = (match["phrase"] if match["word"] is None else match["word"]).strip()
    if not any(character.isalnum() for character in text):
        return None
    return Term(text, excluded=bool(match["minus"]))


def read_question(query: TextQuery) -> Question:
    """Read the words as PostgreSQL knows them, in every language.

    Words that carry no meaning in one of the languages (the, de, los) are left out, unless there is
    nothing else.
    """
    forms, stops = read_forms(query.terms)
    telling = [group for group in query.groups if not any(term.text in stops for term in group)]
    groups = (Group(group, alternatives(group, forms)) for group in telling or query.groups)
    return Question(
        groups=tuple(group for group in groups if group.forms),
        excluded=alternatives(query.excluded, forms),
    )


def alternatives(terms: tuple[Term, ...], forms: dict[str, Forms]) -> Forms:
    return tuple(dict.fromkeys(form for term in terms for form in forms[term.text]))


def read_forms(terms: list[Term]) -> tuple[dict[str, Forms], set[str]]:
    """Map terms' texts to their forms in all languages; list the texts that say nothing in one."""
    texts = list(dict.fromkeys(term.text for term in terms))
    known = {text: found for text in texts if (found := FORMS.get(text)) is not None}
    if missing := [text for text in texts if text not in known]:
        known |= remember_forms(missing)
    return {text: known[text][0] for text in texts}, {text for text in texts if known[text][1]}


def remember_forms(texts: list[str]) -> dict[str, tuple[Forms, bool]]:
    """Ask PostgreSQL what it makes of words, and keep it: it never changes while the site runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT term, twg_forms(term), twg_is_stop_word(term)"
            " FROM unnest(%s::text[]) AS asked (term)",
            [texts],
        )
        read = {text: (tuple(forms or ()), stop) for text, forms, stop in cursor.fetchall()}
    if len(FORMS) > MOST_REMEMBERED:
        FORMS.clear()
    FORMS.update(read)
    return read
