"""TREC: files with <DOC>, topics with <top>, judgements of four columns, whatever their names."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from benchmarks.evaluation.collection import (
    Collection,
    CollectionError,
    Document,
    Judgements,
    Query,
)
from benchmarks.evaluation.readers.files import joined, text_of, unpadded, year_in

HEAD = 20_000  # bytes of a file that tell what it is
MARKS = {
    "documents": re.compile(rb"<docno>", re.I),
    "topics": re.compile(rb"<top>", re.I),
    "judgements": re.compile(rb"\A\s*(\S+[ \t]+){3}-?\d+\s*?(\n|\Z)"),
}
TAG = re.compile(r"</?[a-z][^>]*>", re.I)
LABEL = re.compile(r"\s*(Number|Topic|Description):")  # stands inside an element of a topic
NOT_BODY = re.compile(r"<(docno|title)\b.*?</\1>", re.I | re.S)

TITLES = ("title", "headline", "head", "hl", "ti", "h3")
CREATORS = ("author", "byline")
DATES = ("date", "date1", "year")


def recognises(folder: Path) -> bool:
    return any(find_files(folder, "documents"))


def read(folder: Path) -> Collection:
    return Collection(
        name=folder.name,
        documents=[
            read_document(each)
            for path in required(folder, "documents")
            for each in blocks("doc", text_of(path))
        ],
        queries=[
            read_topic(each)
            for path in required(folder, "topics")
            for each in blocks("top", text_of(path))
        ],
        judgements=read_judgements(required(folder, "judgements")),
    )


def find_files(folder: Path, what: str) -> Iterator[Path]:
    """The files below the folder that hold documents, topics or judgements."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and MARKS[what].search(head(path)):
            yield path


def head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def required(folder: Path, what: str) -> list[Path]:
    found = list(find_files(folder, what))
    if not found:
        raise CollectionError(f"{folder} has documents with <DOCNO>, but no file with {what}.")
    return found


def blocks(tag: str, text: str) -> list[str]:
    return re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.I | re.S)


def elements(names: tuple[str, ...], text: str) -> list[str]:
    """What stands in the elements of these names, in their order."""
    pattern = rf"<({'|'.join(names)})\b[^>]*>(.*?)</\1>"
    return [plain(found[2]) for found in re.finditer(pattern, text, re.I | re.S)]


def plain(text: str) -> str:
    return joined(unescape(TAG.sub(" ", text)))


def read_document(block: str) -> Document:
    return Document(
        id=elements(("docno",), block)[0],
        title=next(iter(elements(TITLES, block)), ""),
        text=body(block),
        creators=tuple(filter(None, elements(CREATORS, block))),
        year=year_in(joined(*elements(DATES, block))),
    )


def body(block: str) -> str:
    """What stands in <TEXT> or, where there is none, everything but number and title."""
    texts = elements(("text",), block)
    return joined(*texts) if texts else plain(NOT_BODY.sub(" ", block))


def read_topic(block: str) -> Query:
    """The query is the title or, where a topic has none, the description."""
    parts = {
        name.lower(): plain(LABEL.sub("", text, count=1))
        for name, text in re.findall(r"<(num|title|desc)>([^<]*)", block, re.I)
    }
    return Query(unpadded(parts["num"]), parts.get("title") or parts["desc"])


def read_judgements(paths: list[Path]) -> Judgements:
    judgements: Judgements = defaultdict(dict)
    for path in paths:
        for line in text_of(path).splitlines():
            if line.strip():
                query, _iteration, document, gain = line.split()
                judgements[unpadded(query)][document] = int(gain)
    return dict(judgements)
