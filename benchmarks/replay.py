"""Asks questions over HTTP as browsers do, and takes the time of each answer."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Lock

import brotli

from benchmarks.mix import Question

# What a browser says that has seen a page of the site before.
HEADERS = {"Accept-Encoding": "br", "Sec-Fetch-Site": "same-origin", "User-Agent": "benchmarks"}
PATIENCE = 60  # seconds


@dataclass(frozen=True)
class Timing:
    """How long one question took, in milliseconds, and how many bytes came over the wire."""

    sort: str
    status: int
    milliseconds: float
    size: int


class Client:
    """One visitor: a connection that stays open."""

    def __init__(self, port: int):
        self.connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)

    def ask(self, question: Question) -> Timing:
        """Its timing; the status is 0 where the server said nothing."""
        started = time.perf_counter()
        try:
            status, body = self.get(question.path)
        except (OSError, HTTPException):
            self.connection.close()  # the next question opens it anew
            status, body = 0, b""
        passed = 1000 * (time.perf_counter() - started)
        return Timing(question.sort, status, passed, len(body))

    def get(self, path: str) -> tuple[int, bytes]:
        self.connection.request("GET", path, headers=HEADERS)
        response = self.connection.getresponse()
        return response.status, response.read()

    def page(self, path: str) -> str:
        """A page as text."""
        status, body = self.get(path)
        if status != 200:
            raise ValueError(f"{path} answers {status}")
        return brotli.decompress(body).decode()


@dataclass(frozen=True)
class Run:
    """What some clients measured together."""

    timings: list[Timing]
    seconds: float

    @property
    def answered(self) -> list[Timing]:
        return [each for each in self.timings if each.status == 200]

    @property
    def failed(self) -> int:
        return len(self.timings) - len(self.answered)

    def milliseconds(self, sort: str | None = None) -> list[float]:
        return [each.milliseconds for each in self.answered if sort in (None, each.sort)]


def replay(port: int, questions: Iterable[Question], seconds: float, clients: int = 1) -> Run:
    """Ask until the time is over or the questions are; each client one after the other."""
    shared = Shared(questions)
    started = time.perf_counter()
    deadline = started + seconds
    with ThreadPoolExecutor(clients) as pool:
        visits = [pool.submit(visit, port, shared, deadline) for _ in range(clients)]
        timings = [timing for each in visits for timing in each.result()]
    return Run(timings, time.perf_counter() - started)


def visit(port: int, questions: Iterator[Question], deadline: float) -> list[Timing]:
    client, timings = Client(port), []
    while time.perf_counter() < deadline and (question := next(questions, None)):
        timings.append(client.ask(question))
    return timings


class Shared:
    """An iterator for several threads."""

    def __init__(self, questions: Iterable[Question]):
        self.questions, self.lock = iter(questions), Lock()

    def __iter__(self):
        return self

    def __next__(self) -> Question:
        with self.lock:
            return next(self.questions)
