"""CSL-JSON, as Zotero and Mendeley export it and publishers give it."""

import json
from collections.abc import Iterable
from functools import partial
from typing import Any

from exchange.readers import Unreadable
from exchange.readers.draft import Draft
from exchange.readers.reference import MOST, Reference, drafts, guarded
from exchange.readers.text import clean, lines_of
from wording import sentence as _

TYPES = {
    "article-journal": "article-journal", "article-magazine": "article-journal",
    "article-newspaper": "article-journal", "book": "book", "chapter": "chapter",
    "paper-conference": "chapter", "report": "report", "webpage": "webpage",
    "post-weblog": "webpage", "post": "webpage",
}  # fmt: skip


def read(data: bytes) -> list[Draft]:
    """Make a draft of each item. Raises Unreadable where there is none."""
    items = items_in(lines_of(data))
    if len(items) > MOST:
        raise Unreadable(_("The file holds more than %(most)d references.") % {"most": MOST})
    return drafts(guarded(partial(reference, item), name_of(item)) for item in items)


def items_in(text: str) -> list[Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise Unreadable(_("The file is no CSL-JSON.")) from None
    if isinstance(found, dict):
        found = next((found[k] for k in ("items", "references") if k in found), [found])
    if not isinstance(found, list) or not found:
        raise Unreadable(
            _("The file holds no reference in the format %(name)s.") % {"name": "CSL-JSON"}
        )
    return found


def name_of(item: object) -> str:
    return clean(item.get("id", "")) if isinstance(item, dict) else "?"


def reference(item: dict[str, Any]) -> Reference:

    def text(name: str) -> str:
        return clean(item.get(name, ""))

    return Reference(
        type=TYPES.get(text("type"), "document"),
        title=text("title"),
        creators=people(item.get("author")),
        editors=people(item.get("editor")),
        publishers=[{"organisation": text("publisher")}] if text("publisher") else [],
        date=date(item.get("issued")),
        container_title=text("container-title"),
        volume=text("volume"),
        issue=text("issue") or text("number"),
        page=text("page"),
        language=text("language"),
        dois=[text("DOI")],
        numbers=[text("ISBN")],
        urls=[text("URL")],
        tags={"title": "title", "date": "issued", "doi": "DOI"},
    )


def people(names: Iterable[Any] | None) -> list[dict[str, Any]]:
    return [person(each) for each in names or () if isinstance(each, dict)]


def person(name: dict[str, Any]) -> dict[str, Any]:
    """Read a name: a `literal` one is an organisation's; a particle belongs to the family."""

    def part(key: str) -> str:
        return clean(name.get(key, ""))

    if part("literal") or not part("given"):
        return {"organisation": part("literal") or part("family")}
    family = " ".join(filter(None, (part("non-dropping-particle"), part("family"))))
    given = " ".join(filter(None, (part("given"), part("dropping-particle"))))
    return {"person": f"{family}, {given}" if family else given}


def date(issued: Any) -> str:
    if not isinstance(issued, dict):
        return clean(issued or "")
    parts = issued.get("date-parts") or [[]]
    first = parts[0] if isinstance(parts[0], list) else parts
    numbers = [clean(each) for each in first]
    return "-".join(filter(None, numbers)) or clean(
        issued.get("raw") or issued.get("literal") or ""
    )
