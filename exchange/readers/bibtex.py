"""BibTeX and BibLaTeX, with LaTeX's ways of writing letters."""

import re
from typing import Any

import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock

from exchange.readers import Unreadable
from exchange.readers.draft import Draft, Problem
from exchange.readers.reference import MOST, Reference, drafts, guarded
from exchange.readers.text import clean, from_latex, lines_of
from wording import sentence as _

TYPES = {
    "article": "article-journal", "book": "book", "booklet": "book", "collection": "book",
    "inbook": "chapter", "incollection": "chapter", "inproceedings": "chapter",
    "conference": "chapter", "techreport": "report", "report": "report", "manual": "report",
    "online": "webpage", "electronic": "webpage", "www": "webpage",
}  # fmt: skip
INHERITED = ("year", "date", "publisher", "editor", "language")
OTHERS = {"others", "et al.", "et al"}
ESCAPED = re.compile(r"\\([_&%#$])")


def read(data: bytes) -> list[Draft]:
    """Make a draft of each entry, also of those that could not be parsed. Raises Unreadable."""
    text = lines_of(data)
    library = parsed(text)
    blocks = [each for each in library.blocks if isinstance(each, Entry | ParsingFailedBlock)]
    if not blocks:
        name = {"name": "BibTeX"}
        raise Unreadable(_("The file holds no reference in the format %(name)s.") % name)
    if len(blocks) > MOST:
        raise Unreadable(_("The file holds more than %(most)d references.") % {"most": MOST})
    parents = {entry.key.casefold(): entry for entry in library.entries}
    return drafts(one(block, parents) for block in blocks)


def parsed(text: str) -> Library:
    try:
        return bibtexparser.parse_string(text)
    except Exception:
        raise Unreadable(_("The file is no BibTeX.")) from None


def one(block: Any, parents: dict[str, Entry]) -> Reference | Problem:
    """Read one block; an entry whose key stands twice is an entry all the same."""
    if isinstance(block, DuplicateBlockKeyBlock):
        block = block.ignore_error_block
    if not isinstance(block, Entry):
        line = f"{(block.start_line or 0) + 1}"
        return Problem(line, _("This reference could not be read."))
    return guarded(lambda: reference(block, parents), block.key)


def reference(entry: Entry, parents: dict[str, Entry]) -> Reference:
    raw = fields_of(entry)
    parent = parents.get(raw.get("crossref", "").casefold())
    if parent is not None and parent is not entry:
        above = fields_of(parent)
        raw = (
            {k: above[k] for k in INHERITED if k in above}
            | {"booktitle": above.get("title", "")}
            | raw
        )
    text = {name: from_latex(value) for name, value in raw.items()}

    def first(*names: str) -> str:
        return next((text[n] for n in names if text.get(n)), "")

    offices = first("publisher", "institution", "school", "organization", "howpublished")
    return Reference(
        type=TYPES.get(entry.entry_type.casefold(), "document"),
        title=": ".join(filter(None, (first("title"), first("subtitle")))),
        creators=people(raw.get("author", "")),
        editors=people(raw.get("editor", "")),
        publishers=[{"organisation": offices}] if offices and "http" not in offices else [],
        date=first("date") or " ".join(filter(None, (first("day"), first("month"), first("year")))),
        container_title=first("journal", "journaltitle", "booktitle", "series"),
        volume=first("volume"),
        issue=first("number", "issue"),
        page=first("pages"),
        language=first("language", "langid"),
        dois=[plain(raw.get("doi", ""))],
        numbers=[plain(raw.get("isbn", ""))],
        urls=[plain(raw.get(name, "")) for name in ("url", "howpublished", "note")],
        tags={
            "title": f"{entry.key}: title",
            "date": f"{entry.key}: year",
            "doi": f"{entry.key}: doi",
        },
    )


def fields_of(entry: Entry) -> dict[str, str]:
    return {field.key.casefold(): str(field.value) for field in entry.fields}


def plain(text: str) -> str:
    """Take the escapes of LaTeX out of an address or a number."""
    return clean(ESCAPED.sub(r"\1", text.replace("\\url", "")).replace("{", "").replace("}", ""))


def people(text: str) -> list[dict[str, Any]]:
    names = [name for name in parted(text) if name.casefold() not in OTHERS]
    return [person(name) for name in names]


def parted(text: str) -> list[str]:
    """Divide names at the word “and”, unless it stands within braces."""
    names, depth, current = [], 0, ""
    for word in re.split(r"(\s+|[{}])", text):
        depth += (word == "{") - (word == "}")
        if depth <= 0 and word.casefold() == "and":
            names.append(current)
            current = ""
        else:
            current += word
    return [name.strip() for name in (*names, current) if name.strip()]


def person(name: str) -> dict[str, Any]:
    """Read `{UN-Habitat}` as an organisation, `Wim Savenije` as `Savenije, Wim`."""
    if name.startswith("{") and name.endswith("}"):
        return {"organisation": from_latex(name[1:-1])}
    plain_name = from_latex(name)
    if ", " in plain_name:
        family, *rest = plain_name.split(", ")
        return {"person": f"{family}, {' '.join(reversed(rest))}"}
    given, _space, family = plain_name.rpartition(" ")
    return {"person": f"{family}, {given}"} if given else {"organisation": plain_name}
