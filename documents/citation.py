"""How to cite a record: CSL-JSON for machines, a formatted reference for people."""

import json
import warnings
from functools import cache, lru_cache
from pathlib import Path

import citeproc
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
from citeproc import formatter as formatters
from citeproc.source.json import CiteProcJSON

from documents.models import Agent, Contribution, Entry
from wording import languages

STYLE = "harvard-cite-them-right"
LOCALES = Path(citeproc.__file__).parent / "data" / "locales" / "locales.json"
ROLES: dict[str, str] = {
    Contribution.Role.CREATOR: "author",
    Contribution.Role.EDITOR: "editor",
    Contribution.Role.PUBLISHER: "publisher",
}
# What nobody signed (a mechanism, say) is known by our description of it.
RECORD_AUTHOR = "TWG Repository"
NUMBERS = {"doi": "DOI", "isbn": "ISBN", "symbol": "number"}


def csl_item(entry: Entry) -> dict:
    """Describe the work as an item of CSL-JSON; what is not known is left out."""
    item = {
        "id": entry.identifier,
        "type": entry.csl_type or "document",
        "title": entry.title,
        "language": entry.title_language,
        "container-title": entry.container_title,
        "volume": entry.volume,
        "number" if entry.csl_type == entry.CslType.REPORT else "issue": entry.issue,
        "page": entry.page,
        "issued": issued(entry),
        **names(entry),
        **{NUMBERS[each.scheme]: each.value for each in entry.identifiers.all()},
        "URL": address(entry),
    }
    return {name: value for name, value in item.items() if value}


def issued(entry: Entry) -> dict:
    """Return the date of the work; for our own description the year in which we published it."""
    if not entry.issued and not entry.csl_type and entry.published_at:
        return {"date-parts": [[entry.published_at.year]]}
    parts = [int(part) for part in entry.issued.split("-") if part]
    return {"date-parts": [parts]} if parts else {}


def names(entry: Entry) -> dict:
    """Return authors and editors as CSL names; the publisher as one text."""
    people: dict[str, list[Agent]] = {}
    for each in entry.contributions.all():
        people.setdefault(ROLES[each.role], []).append(each.agent)
    publishers = people.pop("publisher", [])
    if not people:  # the style would print the title twice
        people["author"] = publishers or [Agent(type=Agent.Type.ORGANISATION, name=RECORD_AUTHOR)]
        publishers = []
    publisher = ", ".join(agent.name for agent in publishers)
    named = {role: [csl_name(agent) for agent in agents] for role, agents in people.items()}
    return named | {"publisher": publisher}


def csl_name(agent: Agent) -> dict:
    family, comma, given = agent.name.partition(", ")
    if agent.type == Agent.Type.ORGANISATION or not comma:
        return {"literal": agent.name}
    return {"family": family, "given": given}


def address(entry: Entry) -> str:
    """Return the first link that says more than the DOI; empty where there is none."""
    links = [link.url for link in entry.links.all() if "doi.org/" not in link.url]
    return links[0] if links else ""


@lru_cache
def style(locale: str) -> CitationStylesStyle:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(STYLE, locale=locale, validate=False)


@cache
def locales() -> dict[str, str]:
    """Map languages to the wording of references that most of their readers expect."""
    return json.loads(LOCALES.read_text())["primary-dialects"] | {"en": "en-GB"}


def cite(entry: Entry) -> str:
    """Write the reference as one line of plain text, worded in the reader's language."""
    item = csl_item(entry)
    locale = locales().get(languages.active(), locales()["en"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py warns of fields that it does not know
        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(style(locale), source, formatters.plain)
        bibliography.register(Citation([CitationItem(item["id"])]))
        return str(bibliography.bibliography()[0])
