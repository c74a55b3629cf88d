"""RIS, as Zotero, EndNote, Mendeley and databases write it."""

import re
from functools import partial

import rispy
from rispy.config import TAG_KEY_MAPPING

from exchange.readers import Unreadable
from exchange.readers.draft import Draft
from exchange.readers.reference import MOST, Reference, drafts, guarded, person_or_office
from exchange.readers.text import lines_of
from wording import sentence as _

TYPES = {
    "JOUR": "article-journal", "EJOUR": "article-journal", "MGZN": "article-journal",
    "NEWS": "article-journal", "BOOK": "book", "EBOOK": "book", "EDBOOK": "book",
    "CHAP": "chapter", "ECHAP": "chapter", "CONF": "chapter", "CPAPER": "chapter",
    "RPRT": "report", "GOVDOC": "report", "ELEC": "webpage", "BLOG": "webpage", "ICOMM": "webpage",
}  # fmt: skip
START = re.compile(r"^TY  ?- ?", re.MULTILINE)
LOOSE = re.compile(r"^([A-Z][A-Z0-9]) {0,3}- ?", re.MULTILINE)
# A line without a tag goes on with the one before.
CONTINUED = re.compile(r"\n+(?![A-Z][A-Z0-9]  - )")
TAGS = {tag: tag for tag in (*TAG_KEY_MAPPING, "BT", "CT", "L4", "LK", "UK")}
EVERY = [tag for tag in TAGS if tag != "TY"]


def read(data: bytes) -> list[Draft]:
    """Make a draft of each reference. Raises Unreadable where there is none."""
    text = LOOSE.sub(r"\1  - ", lines_of(data))
    starts = [found.start() for found in START.finditer(text)]
    if not starts:
        raise Unreadable(_("The file holds no reference in the format %(name)s.") % {"name": "RIS"})
    if len(starts) > MOST:
        raise Unreadable(_("The file holds more than %(most)d references.") % {"most": MOST})
    parts = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
    return drafts(guarded(partial(reference, part), "TY") for part in parts)


def reference(part: str) -> Reference:
    """Read one reference, from its TY to its end, which some programs leave out."""
    part = CONTINUED.sub(" ", part)
    fields = rispy.loads(f"{part}\nER  - \n", mapping=TAGS, list_tags=EVERY)[0]

    def first(*tags: str) -> str:
        return next((v for tag in tags for v in fields.get(tag, ()) if v.strip()), "")

    def every(*tags: str) -> list[str]:
        return [value for tag in tags for value in fields.get(tag, ()) if value.strip()]

    type_ = TYPES.get(str(fields["TY"]).strip().upper(), "document")
    within = type_ in ("article-journal", "chapter")
    return Reference(
        type=type_,
        title=first("TI", "T1", "CT", *(() if within else ("BT", "T2"))),
        creators=[person_or_office(name) for name in every("AU", "A1")],
        editors=[person_or_office(name) for name in every("ED", "A2" if within else "ED")],
        publishers=[{"organisation": name} for name in every("PB")[:1]],
        date=first("DA", "PY", "Y1"),
        container_title=first("T2", "JF", "JO", "BT", "JA", "T3") if within else first("T3", "JF"),
        volume=first("VL"),
        issue=first("IS"),
        page=pages(first("SP"), first("EP")),
        language=first("LA"),
        dois=every("DO"),
        numbers=every("SN"),
        urls=every("UR", "L1", "L2", "L4", "LK"),
        tags={"title": "TI", "date": "DA" if first("DA") else "PY", "doi": "DO"},
    )


def pages(start: str, end: str) -> str:
    return f"{start}-{end}" if start and end and start != end and "-" not in start else start or end
