"""Records of another repository, harvested by OAI-PMH 2.0 as unqualified Dublin Core."""

from collections.abc import Callable, Iterator
from functools import partial
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from exchange.readers import Unreadable
from exchange.readers.draft import Draft
from exchange.readers.reference import Reference, drafts, guarded, person_or_office
from exchange.readers.text import clean
from wording import sentence as _

OAI = "{http://www.openarchives.org/OAI/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
MOST = 5_000  # records of one harvest
ANSWERS = 500  # with which another repository may hand them out
TYPES = {
    "article": "article-journal", "journal article": "article-journal", "book": "book",
    "book part": "chapter", "book chapter": "chapter", "conference paper": "chapter",
    "report": "report", "technical report": "report", "policy report": "report",
    "working paper": "report", "web page": "webpage",
}  # fmt: skip
Fetch = Callable[[str], bytes]


def harvest(base: str, fetch: Fetch, set_: str = "", since: str = "") -> list[Draft]:
    """Make a draft of each record that is not deleted.

    `fetch` gives the body of an answer. Raises Unreadable where the repository does not answer as
    it should, or hands out the same part again.
    """
    records = [record for answer in answers(base, fetch, set_, since) for record in answer]
    if not records:
        raise Unreadable(_("The repository has no such records."))
    return drafts(guarded(partial(reference, r), name_of(r)) for r in records[:MOST])


def answers(base: str, fetch: Fetch, set_: str, since: str) -> Iterator[list[Element]]:
    """Yield the records of each answer, until there is none to go on from or there are enough."""
    asked = {"metadataPrefix": "oai_dc", "set": set_, "from": since}
    seen: set[str] = set()
    number = 0
    while len(seen) < ANSWERS and number < MOST:
        root = parsed(fetch(address(base, {name: v for name, v in asked.items() if v})))
        found = [each for each in root.iter(f"{OAI}record") if not is_deleted(each)]
        number += len(found)
        yield found
        token = (root.findtext(f".//{OAI}resumptionToken") or "").strip()
        if not token:
            return
        if token in seen:
            raise Unreadable(_("The repository hands out the same part again and again."))
        seen.add(token)
        asked = {"resumptionToken": token}


def address(base: str, asked: dict[str, str]) -> str:
    return f"{base.partition('?')[0]}?{urlencode({'verb': 'ListRecords', **asked})}"


def parsed(data: bytes) -> Element:
    try:
        root = fromstring(data)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise Unreadable(_("The repository’s answer is no XML that can be trusted.")) from None
    error = root.find(f"{OAI}error")
    if error is not None and error.get("code") != "noRecordsMatch":
        text = clean(error.text or error.get("code") or "")
        raise Unreadable(_("The repository says: %(what)s") % {"what": text[:300]})
    if error is None and root.tag != f"{OAI}OAI-PMH":
        raise Unreadable(_("There is no OAI-PMH at this address."))
    return root


def is_deleted(record: Element) -> bool:
    header = record.find(f"{OAI}header")
    return header is not None and header.get("status") == "deleted"


def name_of(record: Element) -> str:
    return clean(record.findtext(f"{OAI}header/{OAI}identifier") or "")


def reference(record: Element) -> Reference:
    """Read a record but for its description: summaries here are the curators' own words."""

    def every(name: str) -> list[str]:
        return [each.text for each in record.iter(f"{DC}{name}") if each.text]

    def first(name: str) -> str:
        return next(iter(every(name)), "")

    types = [clean(each).casefold().rpartition("/")[2] for each in every("type")]
    return Reference(
        type=next((TYPES[each] for each in types if each in TYPES), "document"),
        title=first("title"),
        creators=[person_or_office(name) for name in every("creator")],
        publishers=[{"organisation": name} for name in every("publisher")[:1]],
        date=earliest(every("date")),
        language=first("language"),
        rights=first("rights"),
        dois=[each for each in every("identifier") if "10." in each],
        numbers=every("identifier"),
        urls=every("identifier"),
        tags={"title": f"{name_of(record)} dc:title", "date": f"{name_of(record)} dc:date"},
    )


def earliest(dates: list[str]) -> str:
    """Return the earliest: repositories also name the days on which they took a work in."""
    return min((each.strip() for each in dates if each.strip()), key=lambda d: d[:4], default="")
