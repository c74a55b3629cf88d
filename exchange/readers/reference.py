"""A reference, whatever the format that it came in, as a draft of an entry."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from documents.models import Kind
from documents.models.identifier import FORMS
from exchange.readers.dates import issued
from exchange.readers.draft import Draft, Problem
from exchange.readers.text import clean
from taxonomy.models import Concept
from taxonomy.structure import LANGUAGE
from wording import sentence as _
from wording.languages import names

MOST = 20_000  # references in one file
DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>{}]+")
ISBN = re.compile(r"(?<![\d-])(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx](?![\d-])")
URL = re.compile(r"https?://[^\s;|{}<>\"]+", re.IGNORECASE)


@dataclass
class Reference:
    """The fields as the file has them; `tags` names where each stood."""

    type: str = "document"
    title: str = ""
    creators: list[dict[str, Any]] = field(default_factory=list)
    editors: list[dict[str, Any]] = field(default_factory=list)
    publishers: list[dict[str, Any]] = field(default_factory=list)
    date: str = ""
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    language: str = ""
    rights: str = ""
    dois: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)  # ISBN and ISSN, several in one perhaps
    urls: list[str] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)

    def tag(self, name: str) -> str:
        return self.tags.get(name, name)


def drafts(references: Iterable[Reference | Problem]) -> list[Draft]:
    """Make a draft of each reference, and of each that could not be read one that says so."""
    kind = Kind.objects.filter(takes_references=True).values_list("code", flat=True).first()
    languages = set(Concept.objects.filter(scheme__code=LANGUAGE).values_list("code", flat=True))
    return [
        Draft(number, each.cell, problems=(each,))
        if isinstance(each, Problem)
        else draft(number, each, kind, languages)
        for number, each in enumerate(references, start=1)
    ]


def guarded(read: Callable[[], Reference], name: str) -> Reference | Problem:
    """Refuse a reference that is so broken that reading it fails, and it alone."""
    try:
        return read()
    except Exception:
        return Problem(name, _("This reference could not be read."))


def draft(number: int, reference: Reference, kind: str | None, languages: set[str]) -> Draft:
    problems: list[Problem] = []
    title = clean(reference.title)
    if not title:
        problems.append(Problem(reference.tag("title"), _("The reference has no title.")))
    date = issued(clean(reference.date))
    if date is None:
        text = _("“%(value)s” is no date.") % {"value": clean(reference.date)}
        problems.append(Problem(reference.tag("date"), text))
    record = {
        "kind": kind,
        "title": title,
        **language(reference, languages),
        "issued": date or "",
        "citation": citation(reference),
        **{
            role: unique(getattr(reference, role)) for role in ("creators", "editors", "publishers")
        },
        "identifiers": identifiers(reference, problems),
        "links": links(reference),
        "rights": clean(reference.rights)[:200],
    }
    whole = {name: value for name, value in record.items() if value}
    return Draft(number, title or reference.tag("title"), whole, tuple(problems))


def citation(reference: Reference) -> dict[str, str]:
    names = ("container_title", "volume", "issue")
    texts = {name: clean(getattr(reference, name)) for name in names}
    pages = re.sub(r"\s*[-–—]+\s*", "-", clean(reference.page))
    return {k: v for k, v in {"type": reference.type, **texts, "page": pages}.items() if v}


def language(reference: Reference, known: set[str]) -> dict[str, Any]:
    """Return the language that the file names as a code, and as a concept where there is one."""
    said = clean(reference.language).casefold()
    code = names().get(said) or (said[:2] if re.match(r"^[a-z]{2}([-_]|$)", said) else "")
    if not code:
        return {}
    concept = {"concepts": {"language": [code]}} if code in known else {}
    return {"title_language": code, **concept}


def identifiers(reference: Reference, problems: list[Problem]) -> list[dict[str, Any]]:
    dois = [found for text in [*reference.dois, *reference.urls] for found in dois_in(text)]
    for text in filter(None, map(clean, reference.dois)):
        if not dois_in(text):
            message = _("“%(value)s” is no DOI.") % {"value": text}
            problems.append(Problem(reference.tag("doi"), message))
    isbns = [
        re.sub(r"[- ]+", "-", found).upper()
        for text in reference.numbers
        for found in ISBN.findall(clean(text))
    ]
    return [
        *({"scheme": "doi", "value": each} for each in dict.fromkeys(dois)),
        *({"scheme": "isbn", "value": each} for each in dict.fromkeys(isbns)),
    ]


def dois_in(text: str) -> list[str]:
    found = (each.rstrip(".,;)") for each in DOI.findall(clean(text)))
    return [each for each in found if re.match(FORMS["doi"].regex, each) and len(each) <= 200]


def links(reference: Reference) -> list[dict[str, Any]]:
    """Keep addresses on the web: no path of somebody's disk, nor what the DOI says already."""
    found = [each.rstrip(".,") for text in reference.urls for each in URL.findall(clean(text))]
    return [
        {"url": url} for url in dict.fromkeys(found) if "doi.org/" not in url and len(url) <= 500
    ]


def unique(people: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return them in their order, each once; who is nobody is left out."""
    named = ((type_, clean(name)) for each in people for type_, name in each.items())
    return [{type_: name} for type_, name in dict.fromkeys(named) if name]


def person_or_office(name: str) -> dict[str, Any]:
    """Read “Family, Given” as a person, a name in one piece as an organisation's."""
    name = clean(name).rstrip(",").strip()
    return {"person" if ", " in name else "organisation": name}
