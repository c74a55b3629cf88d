"""Builds one peer's index and asks it the questions; prints the figures as JSON."""

import json
import shutil
import signal
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from django.db import OperationalError

from benchmarks import VERSION, process
from benchmarks.collection import Material
from benchmarks.database import FOLDER
from benchmarks.measure import LONGEST_MS, peers_questions
from benchmarks.mix import Question, Sources
from benchmarks.peers.document import read_documents, schemes
from benchmarks.peers.peer import Answer, Peer
from documents.audience import Audience
from documents.models import IndexedEntry
from taxonomy.models import Concept

PEERS = {
    "orm": "orm.Orm",
    "orm-stored": "orm.OrmStored",
    "haystack": "haystack.Haystack",
    "datasette": "datasette.Datasette",
    "tantivy": "tantivy_.Tantivy",
}
INDEXING_SECONDS = 900
ALTOGETHER_SECONDS = 300


class TooLong(Exception):
    """What was limited took longer."""


def main(arguments: list[str]) -> None:
    parser = ArgumentParser()
    parser.add_argument("name", choices=PEERS)
    parser.add_argument("size", type=int)
    given = parser.parse_args(arguments)
    print(json.dumps(figures(given.name, given.size)))


def figures(name: str, size: int) -> dict:
    peer = make(name, FOLDER / "peers" / f"{name}-{size}")
    try:
        indexing = build(peer)
    except TooLong:
        return {"unfinished": f"not indexed in {INDEXING_SECONDS // 60} minutes"}
    questions = peers_questions(Sources(Material(), size))
    with peer.opened() as pid:
        answered = ask_all(peer, [each for each in questions if each.sort not in peer.skipped])
        megabytes = round(process.proportional_megabytes(pid))
    return indexing | answered | {"megabytes": megabytes, "skipped": sorted(peer.skipped)}


def make(name: str, folder: Path) -> Peer:
    module, _, class_name = PEERS[name].partition(".")
    return getattr(import_module(f"benchmarks.peers.{module}"), class_name)(folder, schemes())


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    def stop(*_signal):
        raise TooLong

    signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def build(peer: Peer) -> dict:
    """Index, unless this version of the collection is indexed."""
    marker = peer.folder.with_suffix(".json")
    kept = json.loads(marker.read_text()) if marker.exists() else {}
    if kept.get("version") != VERSION:
        shutil.rmtree(peer.folder, ignore_errors=True)
        peer.folder.mkdir(parents=True)
        started = time.monotonic()
        with limit(INDEXING_SECONDS):
            peer.build(read_documents())
        seconds = round(time.monotonic() - started, 1)
        kept = {"version": VERSION, "indexing_seconds": seconds}
        marker.write_text(json.dumps(kept))
    return {"indexing_seconds": kept["indexing_seconds"]}


def ask_all(peer: Peer, questions: list[Question]) -> dict:
    """`timings` has a pair for each question; one that took too long counts as the longest that
    one may take. `wanted` is how many there would have been with more patience."""
    timings, wrong, too_long = [], 0, 0
    started = time.monotonic()
    for question in questions:
        if time.monotonic() - started > ALTOGETHER_SECONDS:
            break
        milliseconds, answer = ask(peer, question)
        timings.append((question.sort, round(milliseconds, 2)))
        too_long += answer is None
        wrong += answer is not None and is_wrong(question, answer)
    return {"timings": timings, "too_long": too_long, "wrong": wrong, "wanted": len(questions)}


def ask(peer: Peer, question: Question) -> tuple[float, Answer | None]:
    started = time.perf_counter()
    try:
        with limit(LONGEST_MS / 1000):
            answer = peer.ask(question)
    except (TooLong, OperationalError, TimeoutError) as error:
        print(f"  {question.path}: {error or 'too long'}", file=sys.stderr)
        return LONGEST_MS, None
    return 1000 * (time.perf_counter() - started), answer


def is_wrong(question: Question, answer: Answer) -> bool:
    """Whether a list without words has another total than the site's projection."""
    if question.sort != "browse":
        return False
    rows = IndexedEntry.objects.visible_to(Audience.PUBLIC)
    if question.year_from:
        rows = rows.filter(year__gte=question.year_from)
    for scheme, code in question.filters:
        concept = Concept.objects.get(scheme__code=scheme, code=code)
        rows = rows.filter(concept_ids__contains=[concept.pk])
    return rows.count() != answer.total
