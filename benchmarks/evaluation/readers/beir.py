"""BEIR: corpus.jsonl, queries.jsonl, and qrels with a line of headings."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.evaluation.collection import Collection, Document, Judgements, Query
from benchmarks.evaluation.readers.files import required, year_in

LANGUAGE = re.compile(r"[a-z]{2,3}")


def recognises(folder: Path) -> bool:
    return (folder / "corpus.jsonl").is_file()


def read(folder: Path) -> Collection:
    return Collection(
        name=folder.name,
        documents=[read_document(each) for each in read_lines(folder / "corpus.jsonl")],
        queries=read_queries(required(folder, "queries.jsonl")),
        judgements=read_judgements(required(folder, "qrels/test.tsv", "qrels.tsv")),
    )


def read_lines(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_document(plain: dict) -> Document:
    """What a collection says beyond title and text stands in `metadata`, or beside it."""
    more = (plain.get("metadata") or {}) | plain
    return Document(
        id=str(plain["_id"]),
        title=plain.get("title") or "",
        text=plain.get("text") or "",
        creators=creators(more.get("authors") or more.get("creators") or ()),
        language=language_code(str(more.get("language", ""))),
        year=year_in(str(more.get("year", ""))),
    )


def language_code(text: str) -> str:
    return text if LANGUAGE.fullmatch(text) else ""


def creators(names: str | Iterable) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(map(str, names))


def read_queries(path: Path) -> list[Query]:
    return [
        Query(str(each["_id"]), each["text"], each.get("language", "")) for each in read_lines(path)
    ]


def read_judgements(path: Path) -> Judgements:
    judgements: Judgements = defaultdict(dict)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows, None)  # the headings
        for query, document, gain in filter(None, rows):
            judgements[query][document] = int(gain)
    return dict(judgements)
