"""Records put into the reader's language: names of terms, kinds, roles and entries for their codes.

What comes out is to be read, compared and printed; it is no record any more.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from documents.identifier import PREFIX, number_in
from documents.models import Entry, EntryPlace, Finding, Identifier, Relation
from documents.models.evidence import BEST
from documents.records.parts.people import ROLES
from documents.records.public import entries_in
from taxonomy import vocabulary
from wording.languages import name as language_name

OUTCOME, QUALITY, PLACE = "outcome", "evidence-quality", "place"
ISOLATED = "\u2068%s\u2069"
SHOWN = 12  # signs of a file's digest: enough to see that its content is another


class Words:
    """The names that some records need, read at once.

    For readers, what has no public name is left out. For curators (`is_whole`) it is not: terms
    that are proposed have their names, and what is gone stays as its code.
    """

    def __init__(self, records: Iterable[dict[str, Any]], is_whole: bool = False):
        self.is_whole, self.terms = is_whole, vocabulary.current()
        numbers = {number_in(each) for record in records for each in named_in(record)}
        entries = Entry.objects.filter(pk__in=numbers).only("title")
        self.entries = {entry.identifier: str(entry) for entry in entries}
        self.groups: dict[str, Callable[[Any], Any]] = {
            "concepts": self.concepts,
            "places": self.places,
            "relations": self.relations,
            "evidence": lambda rows: [self.finding(row) for row in rows],
            "identifiers": lambda rows: [identifier(row) for row in rows],
            "files": lambda rows: [file(row) for row in rows],
            "replacement": self.entry,
            **dict.fromkeys(ROLES, lambda rows: [agent(row) for row in rows]),
        }

    def of(self, record: dict[str, Any]) -> dict[str, Any]:
        """Return the record with the rows beside the entry in words."""
        in_words = {name: self.groups[name](record[name]) for name in self.groups if name in record}
        return record | in_words

    def term(self, scheme: str, code: str) -> str:
        """Name a term; empty where the reader may not know of it."""
        heading = self.terms.meaning(scheme, code)
        if heading is None and self.is_whole:
            return str(self.terms.codes.get((scheme, code), code))
        return str(heading or "")

    def entry(self, identifier: str) -> str:
        return self.entries.get(identifier, identifier if self.is_whole else "")

    def concepts(self, codes_of: dict[str, list[str]]) -> dict[str, list[str]]:
        named = {
            scheme: sorted(filter(None, (self.term(scheme, code) for code in codes)))
            for scheme, codes in codes_of.items()
        }
        return {scheme: labels for scheme, labels in named.items() if labels}

    def places(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        named = [(row.get("role", ""), self.term(PLACE, row["code"])) for row in rows]
        return [
            {"role": label_of(EntryPlace.Role, role), "place": label}
            for role, label in named
            if label
        ]

    def relations(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        named = [(row["type"], self.entry(row["target"])) for row in rows]
        return [
            {"type": label_of(Relation.Type, sort), "target": title}
            for sort, title in named
            if title
        ]

    # -- Findings ----------------------------------------------------------------------------

    def finding(self, row: dict[str, Any]) -> dict[str, Any]:
        """Word a finding whose parts stand in one line.

        Its number says what it grades, and texts of whatever language keep their own direction.
        """
        parts = self.parts(row)
        parts |= {name: ISOLATED % parts[name] for name in ("finding", "sources") if name in parts}
        if grade := parts.get("quality"):
            parts["quality"] = f"{_('quality of evidence')}: {grade}"
        return parts

    def parts(self, row: dict[str, Any]) -> dict[str, str]:
        """Word a row of documents.evidence.rows part by part, without what it does not say."""
        said = {
            "dimension": label_of(Finding.Dimension, row["dimension"]),
            "outcome": self.term(OUTCOME, row["outcome"]) if row.get("outcome") else "",
            "direction": label_of(Finding.Direction, row.get("direction", "")),
            "reported": "" if row.get("reported", True) else _("Not reported"),
            "finding": row.get("finding", ""),
            "quality": self.grade(row.get("quality")),
            "sources": "; ".join(filter(None, map(self.source, row.get("sources", ())))),
        }
        return {name: text for name, text in said.items() if text}

    def grade(self, number: int | None) -> str:
        if number is None:
            return ""
        grade = _("%(number)s of %(best)s") % {"number": number, "best": BEST}
        meaning = self.terms.meaning(QUALITY, str(number))
        return f"{grade} ({meaning})" if meaning else grade

    def source(self, source: dict[str, Any]) -> str:
        if "entry" in source:
            return self.entry(source["entry"])
        return " ".join(filter(None, [source.get("text"), source.get("url")]))


def named_in(record: dict[str, Any]) -> Iterator[str]:
    """Yield the permanent identifiers of the entries that a record names."""
    named = [*entries_in(record), record.get("replacement", "")]
    return (each for each in named if each.removeprefix(PREFIX).isdecimal())


def label_of(choices: Any, value: str) -> str:
    """Name a choice; a value that is none any more stays as it is."""
    return str(dict(choices.choices).get(value, value))


# The database does not keep the order of a row's parts; people read them in this one.


def identifier(row: dict[str, Any]) -> dict[str, Any]:
    return {"scheme": label_of(Identifier.Scheme, row["scheme"]), "value": row["value"]}


def agent(row: dict[str, Any]) -> dict[str, Any]:
    name = {key: text for key, text in row.items() if key != "acronym"}
    return name | {key: text for key, text in row.items() if key == "acronym"}


def file(row: dict[str, Any]) -> dict[str, Any]:
    language, digest = row.get("language"), row.get("sha256", "")
    said = {name: row.get(name) for name in ("number", "title", "language", "licence", "name")}
    said |= {"language": language and language_name(language), "sha256": digest[:SHOWN]}
    return {name: value for name, value in said.items() if value}
