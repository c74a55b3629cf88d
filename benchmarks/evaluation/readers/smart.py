"""SMART: Cranfield, CISI, MED and CACM as they have been passed on since the sixties."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.evaluation.collection import Collection, Document, Judgements, Query
from benchmarks.evaluation.readers.files import find, joined, required, text_of, unpadded, year_in

NUMBER = re.compile(r"\.I\s+(\d+)\s*")
FIELD = re.compile(r"\.([A-Z])\s*")

Judgement = tuple[str, str, int]  # query, document, gain


def graded(columns: list[str]) -> Judgement:
    """Cranfield: the grade is 1 for the best answer, 4 for slight relevance, else for none.

    Some copies have a 0 as their second column, and some lines have lost their grade.
    """
    query, *rest = columns
    if len(rest) == 3:
        rest = rest[1:]
    document, grade = (*rest, "")[:2]
    return query, document, 5 - int(grade) if grade in ("1", "2", "3", "4") else 0


def listed(columns: list[str]) -> Judgement:
    """CISI and CACM list what is relevant; what stands in the other columns says nothing."""
    query, document, *_rest = columns
    return query, document, 1


def as_in_trec(columns: list[str]) -> Judgement:
    query, _zero, document, gain = columns
    return query, document, int(gain)


@dataclass(frozen=True)
class Layout:
    """The names of a collection's files, and how to read what they say of relevance."""

    documents: str
    queries: str
    judgements: str
    judgement: Callable[[list[str]], Judgement]
    # Whether the judgements number the queries by their place in the file.
    by_place: bool = False


LAYOUTS = (
    Layout("cran.all.1400", "cran.qry", "cranqrel", graded, by_place=True),
    Layout("CISI.ALL", "CISI.QRY", "CISI.REL", listed),
    Layout("MED.ALL", "MED.QRY", "MED.REL", as_in_trec),
    Layout("CACM.ALL", "query.text", "qrels.text", listed),
)


def layout_of(folder: Path) -> Layout | None:
    return next((layout for layout in LAYOUTS if find(folder, layout.documents)), None)


def recognises(folder: Path) -> bool:
    return layout_of(folder) is not None


def read(folder: Path) -> Collection:
    layout = layout_of(folder)
    if layout is None:
        raise ValueError(f"{folder} holds none of the layouts that are known")
    return Collection(
        name=folder.name,
        documents=read_documents(required(folder, layout.documents)),
        queries=read_queries(required(folder, layout.queries), layout.by_place),
        judgements=read_judgements(required(folder, layout.judgements), layout.judgement),
    )


def read_records(path: Path) -> Iterator[dict[str, list[str]]]:
    """Each record as field -> its lines; the field I holds the number."""
    record: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in text_of(path).split("\n"):
        if number := NUMBER.fullmatch(line):
            if record:
                yield record
            record = defaultdict(list, {"I": [unpadded(number[1])]})
        elif field := FIELD.fullmatch(line):
            lines = record[field[1]]
        elif line.strip():
            lines.append(line)
    if record:
        yield record


def read_documents(path: Path) -> list[Document]:
    return [
        Document(
            id=record["I"][0],
            title=joined(*record["T"]),
            text=joined(*record["W"], *record["K"]),
            creators=tuple(joined(name) for name in record["A"]),
            year=year_in(joined(*record["B"])),
        )
        for record in read_records(path)
    ]


def read_queries(path: Path, by_place: bool) -> list[Query]:
    return [
        Query(str(place) if by_place else record["I"][0], joined(*record["T"], *record["W"]))
        for place, record in enumerate(read_records(path), 1)
    ]


def read_judgements(path: Path, judgement: Callable[[list[str]], Judgement]) -> Judgements:
    judgements: Judgements = defaultdict(dict)
    for line in text_of(path).splitlines():
        if columns := line.split():
            query, document, gain = judgement(columns)
            judgements[unpadded(query)][unpadded(document)] = gain
    return dict(judgements)
