"""One sample of each component: what it is given, as usual, at its longest and when empty.

Samples are made of the objects that the pages use, or of plain ones with the same names; none
is in the database.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace as Plain
from typing import Any, cast

from documents.pages.place import Dot, Map, Window
from documents.search.address import Address
from documents.search.autocomplete import Completion
from documents.search.chips import Chip
from documents.search.facets import Facet, FacetValue
from documents.search.filters import Ignored
from documents.search.notes import Correction, Notes
from documents.search.page import SortChoice
from documents.search.pagination import Pagination
from documents.search.years import Bar, Years
from documents.texts import Text
from gallery import texts
from taxonomy.localized import LocalizedText
from taxonomy.models import Place

Context = Callable[[], dict]
COUNTS = [3, 0, 5, 8, 13, 9, 21, 14]


@dataclass(frozen=True)
class Sample:
    """`variants` maps a name (usual, long, empty) to what makes the component's inputs."""

    component: str
    variants: dict[str, Context] = field(default_factory=dict)


def concept(number: int = 0, label: str = "") -> Plain:
    return Plain(
        label=label or texts.term(number), label_language=texts.language(), code=f"term-{number}",
        get_absolute_url="/vocabularies/theme/", status="accepted",
    )  # fmt: skip


def listed(*rows) -> Plain:
    """Return what looks like a related manager to a template."""
    return Plain(all=list(rows))


def entry(title: str = "", takeaway: str = "", kind: str = "tool", **more) -> Plain:
    language = texts.language()
    own = {
        "title": title or texts.title(), "takeaway": takeaway, "kind": kind_of(kind),
        "title_language": language, "text_language": language, "issued_year": 2019,
        "identifier": "TWG-0042", "get_absolute_url": "/search/", "files": listed(),
        "translations": Plain(all=list),
    }  # fmt: skip
    return Plain(**own | more)


def kind_of(code: str) -> Plain:
    return Plain(
        code=code, label=texts.term(3), plural=texts.term(3), is_evidence=code != "idea",
        tells_of_failure=code == "failure",
    )  # fmt: skip


def result(title: str, takeaway: str = "", passage: str = "", kind: str = "tool", **more) -> Plain:
    language = texts.language()
    own = {
        "kind": kind_of(kind), "is_evidence": kind != "idea", "tells_of_failure": kind == "failure",
        "year": 2019, "title": title,
        "title_language": language, "takeaway": takeaway, "takeaway_language": language,
        "passage": passage, "passage_language": language, "places": (), "languages": (),
        "has_been_evaluated": False, "files": (), "url": "/search/",
    }  # fmt: skip
    return Plain(**own | more)


def full_result(title: str) -> Plain:
    return result(
        title, texts.takeaway(), texts.long_title(), files=[("pdf", 1_258_291)],
        places=[Plain(label=place) for place in texts.places()], languages=[concept(3)],
        has_been_evaluated=True,
    )  # fmt: skip


def like(title: str, *labels: str) -> Plain:
    reason = Plain(title=texts.term(2).capitalize(), labels=labels or (texts.term(1),))
    return Plain(result=result(title), reasons=[reason, reason])


def file(**more) -> Plain:
    own = {"format": "pdf", "title": texts.title(), "size": 1_258_291, "pages": 23,
           "language": texts.language(), "licence": "CC BY 4.0"}  # fmt: skip
    return Plain(**own | more)


def file_view(**more) -> Plain:
    own = {"file": file(), "format": "PDF", "url": "/search/", "text_url": "/search/"}
    return Plain(**own | {"cover_url": ""} | more)


def link(**more) -> Plain:
    own = {"url": "https://unhabitat.org/safer-cities", "title": texts.title(),
           "checked_at": date(2026, 3, 6), "is_broken": False}  # fmt: skip
    return Plain(**own | more)


def value(number: int, selected: bool = False, children: tuple = (), **more) -> FacetValue:
    own: dict[str, Any] = {"label": texts.term(number), "count": 12 * (number + 1), "added": None}
    return FacetValue(
        name="theme", code=f"{number}", language=texts.language(), way="" if selected else None,
        children=children, **own | more,
    )  # fmt: skip


def facet(values: tuple, folded: tuple = (), selected_count: int = 0, **more) -> Facet:
    own: dict[str, Any] = {"find": "", "can_find": False}
    return Facet(
        code="theme", title=texts.term(0).capitalize(), values=values, folded=folded,
        selected_count=selected_count, **own | more,
    )  # fmt: skip


def notes(typed: str = "violance", complete: int = 0, is_ranked: bool = True) -> Notes:
    corrections = (Correction(typed, texts.term(1)),)
    return Notes(complete, 12, corrections, "/search/", is_ranked, is_whole=is_ranked)


def completion(label: str, kind: str, count: int | None = None) -> Completion:
    language = texts.language()
    return Completion(label, language, kind, Text(texts.term(3), language), count, "/search/")


def years(first: int = 2012) -> Years:
    bars = tuple(
        Bar(first + i, count, i * 10, 40 - 40 * count // 21, 40 * count // 21, inside=i > 1)
        for i, count in enumerate(COUNTS)
    )
    return Years(year_from=first + 2, year_to=None, bars=bars)


def chips(*labels: str) -> list[Chip]:
    return [Chip(texts.term(0), label, "/search/", "theme", "x", count=3) for label in labels]


def pagination(number: int, total: int) -> Pagination:
    return Pagination.of(total, number, Address((("q", "x"),)))


def node(number: int, children: tuple = ()) -> Plain:
    return Plain(concept=concept(number), count=number * 7, children=children)


def choice(number: int, count: int, **more) -> Plain:
    definition = Text(texts.takeaway(), texts.language())
    own: dict[str, Any] = {
        "concept": concept(number),
        "selected": False,
        "is_heading": False,
        "children": (),
    }
    own["concept"].definition = definition
    return Plain(count=count, **own | more)


def world() -> Map:
    window = Window(20, 10, 120, 90, 1.05, 1.2)
    place = [concept(label=name) for name in texts.places()]
    spots = [("-4", "-170", "22"), ("131", "-345", "18"), ("300", "60", "30")]
    dots = [
        Dot(cast("Place", Plain(level="city", **vars(each))), 4, x, y, r, is_here=number == 0)
        for number, (each, (x, y, r)) in enumerate(zip(place, spots, strict=True))
    ]
    return Map(window, dots)


def names(*found: str) -> list[Plain]:
    return [Plain(display_name=name, orcid="", ror="") for name in found]


SAMPLES = [
    Sample("search_box", {"usual": lambda: {"text": texts.term(1)}, "empty": dict,
                          "long": lambda: {"text": texts.long_title()}}),
    Sample("completions", {
        "usual": lambda: {"completions": [
            completion(texts.term(1), "concept", count=12),
            completion(texts.places()[0], "place", count=1),
            completion(texts.title(), "entry"),
        ]},
        "long": lambda: {"completions": [completion(texts.long_title(), "entry")]},
        "empty": lambda: {"completions": []},
    }),
    Sample("notes", {
        "usual": lambda: {"notes": notes(complete=2), "text": texts.term(1)},
        "long": lambda: {"notes": notes(texts.long_title(), is_ranked=False), "text": ""},
    }),
    Sample("similar", {
        "usual": lambda: {"similar": like(texts.title())},
        "long": lambda: {"similar": like(texts.long_title(), texts.term(0), texts.long_title())},
    }),
    Sample("result", {
        "usual": lambda: {"result": full_result(texts.title())},
        "long": lambda: {"result": full_result(texts.long_title())},
        "empty": lambda: {"result": result(texts.title(), kind="idea")},
    }),
    Sample("chips", {
        "usual": lambda: {"chips": chips(texts.term(1), texts.term(2))},
        "long": lambda: {"chips": chips(texts.long_title(), *texts.places(), texts.takeaway())},
    }),
    Sample("sorts", {"usual": lambda: {"sorts": [
        SortChoice("newest", texts.term(0), selected=True),
        SortChoice("title", texts.term(1), selected=False),
    ]}}),
    Sample("facet", {
        "usual": lambda: {"opened": True, "facet": facet(
            (value(0, selected=True), value(1, children=(value(2), value(3)))), selected_count=1)},
        "long": lambda: {"opened": True, "facet": facet(
            (value(0, label=texts.long_title()), value(1, added=1_234)), folded=(value(2),),
            can_find=True)},
        "empty": lambda: {"opened": True, "facet": facet((), find="zz")},
    }),
    Sample("years", {"usual": lambda: {"years": years()}, "empty": lambda: {"years": Years(
        None, None, ())}}),
    Sample("pagination", {
        "usual": lambda: {"pagination": pagination(2, 55)},
        "long": lambda: {"pagination": pagination(34, 20_000)},
    }),
    Sample("pager", {
        "usual": lambda: {
            "previous_url": "/search/", "here": texts.term(0), "next_url": "/search/"},
        "empty": lambda: {"next_url": "/search/"},
    }),
    Sample("nothing_found", {
        "usual": lambda: {"search": Plain(ways_out=chips(texts.term(1), texts.term(2)))},
        "empty": lambda: {"search": Plain(ways_out=[])},
    }),
    Sample("ignored", {
        "usual": lambda: {"ignored": Ignored("theme", texts.term(0), "zz", "/search/")},
        "long": lambda: {"ignored": Ignored("theme", texts.term(0), texts.UNBROKEN, "/search/")},
    }),
    Sample("total", {"usual": lambda: {"total": 1_234}, "empty": lambda: {"total": 0}}),
    Sample("bar", {"usual": lambda: {"count": 30, "total": 100}, "empty": lambda: {
        "count": 0, "total": 0}}),
    Sample("get", {
        "usual": lambda: {"page": Plain(files=[file_view()], links=[link()])},
        "broken": lambda: {"page": Plain(
            files=[], links=[link(is_broken=True, failing_since=date(2026, 2, 1))])},
        "long": lambda: {"page": Plain(
            files=[file_view(file=file(title=texts.long_title()))],
            links=[link(url=texts.UNBROKEN, title=texts.long_title(), checked_at=None)])},
        "empty": lambda: {"page": Plain(files=[], links=[])},
    }),
    Sample("entry_link", {
        "usual": lambda: {"entry": entry(takeaway=texts.takeaway()), "with_takeaway": True},
        "long": lambda: {"entry": entry(texts.long_title()), "with_takeaway": True},
    }),
    Sample("kind_breadcrumb", {"usual": lambda: {
        "kind": kind_of("failure"), "identifier": "TWG-0042"}}),
    Sample("breadcrumb", {
        "usual": lambda: {"section_url": "/places/", "section_title": texts.term(3),
                          "path": [concept(0), concept(1)]},
        "long": lambda: {"section_url": "/places/", "section_title": texts.term(3),
                         "path": [concept(label=texts.long_title()), concept(2)]},
    }),
    Sample("byline", {
        "usual": lambda: {"creators": names("María Gómez", "ليلى حداد"), "issued": "2019-05",
                          "languages": [texts.term(3)]},
        "empty": lambda: {"creators": [], "issued": ""},
    }),
    Sample("contents", {"usual": lambda: {"sections": [
        Plain(key=f"part-{i}", heading=texts.term(i)) for i in range(4)]}}),
    Sample("subjects", {"usual": lambda: {"tags": [Plain(
        scheme=Plain(title=texts.term(0)), concepts=[concept(1), concept(2)])]}}),
    Sample("neighbours", {"usual": lambda: {"title": texts.term(0), "neighbours": [
        Plain(concept=concept(1), count=4), Plain(concept=concept(2), count=0)]}}),
    Sample("tree", {"usual": lambda: {"nodes": [node(0, (node(1), node(2))), node(3)]}}),
    Sample("map", {"usual": lambda: {"map": world(), "title": texts.term(3)}}),
    Sample("choices", {
        "usual": lambda: {"name": "theme", "choices": [
            choice(0, 12, selected=True), choice(1, 0), choice(2, 3, is_heading=True, children=(
                choice(3, 7),))]},
    }),
    Sample("answers", {"usual": lambda: {"answers": [Plain(
        question=Plain(short=LocalizedText({texts.language(): texts.term(3)})),
        labels=texts.places(), change_url="/situation/")]}}),
    Sample("notice", {
        "usual": lambda: {"text": texts.takeaway()},
        "long": lambda: {"text": texts.long_title(), "tone": "warm"},
    }),
    Sample("superseded", {
        "usual": lambda: {"superseded": Plain(
            at=date(2026, 4, 1), reason=texts.takeaway(), successor=Plain(entry=entry()))},
        "long": lambda: {"superseded": Plain(
            at=date(2026, 4, 1), reason=texts.long_title(),
            successor=Plain(entry=entry(texts.long_title())))},
        "empty": lambda: {"superseded": Plain(at=None, reason="", successor=Plain(entry=None))},
    }),
    Sample("duplicates", {
        "usual": lambda: {"duplicates": [Plain(entry=entry(), reason=texts.term(0))]},
        "empty": lambda: {"duplicates": []},
    }),
    Sample("judgement", {"usual": lambda: {"judgement": Plain(
        readers=2, at=date(2026, 4, 1), highest=4, profile=[
            Plain(criterion=texts.term(i), mean=mean) for i, mean in enumerate((4, 2.5, 0))])}}),
    Sample("scope", {"usual": dict}),
    Sample("language_note", {"usual": lambda: {"language": "pt"}}),
    Sample("deprecated", {"usual": lambda: {"concept": Plain(
        status="deprecated", successor=Plain(is_public=True, **vars(concept(1))))}}),
]  # fmt: skip

# Components that are not shown alone, and where they are seen.
ELSEWHERE = {
    "agents": "a row of facts",
    "concept_entries": "results on the page of a term or a place",
    "concept_link": "in tree, subjects and neighbours",
    "confluence": "the home page",
    "count": "in tree and neighbours",
    "evidence": "the page of an entry",
    "evidence_quality": "in evidence",
    "facts": "the page of an entry",
    "field": "the form for suggestions",
    "file": "in get",
    "filters": "the search page",
    "form_errors": "the form for suggestions",
    "finding": "in evidence",
    "histogram": "in years",
    "labels": "the page of a term",
    "language_offers": "the head of every page",
    "languages": "the head of every page",
    "link": "in get",
    "mark": "the head of every page",
    "names": "in byline",
    "navigation": "the head of every page",
    "post_form": "the pages behind the links of letters",
    "out_of_scope": "in scope",
    "record_keeping": "the page of an entry",
    "search_form": "the home page",
    "sort_kept": "draws nothing",
    "successor": "in superseded",
    "term": "in evidence",
}
