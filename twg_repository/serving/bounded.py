"""Many clients, few at work: between the web server and Django.

The server has a thread for each client, as slow as the client is. Django works in few threads of
their own, each with one connection to the database that it keeps: a request gets there whole, and
its answer leaves them whole. What comes when too many wait is asked to come again.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import BoundedSemaphore
from typing import IO, Any

from twg_repository.bodies import limit_of
from twg_repository.serving.deadlines import deadlines, time_for

IN_MEMORY = 256 * 1024  # bytes of a body; more of it goes into a file of no name
CHUNK = 64 * 1024
NOT_SAID = 100 * 1024 * 1024  # bytes, of an answer that does not say how long it is

Environ = dict[str, Any]
Answer = Iterable[bytes]


class Bounded:
    """A WSGI application around another.

    `threads` work at once; `waiting` more requests wait for them, at most `seconds` each; beyond
    that `refuse` answers. At most `bodies` are read at once.
    """

    def __init__(self, application: Callable, refuse: Callable, threads: int, waiting: int,
                 seconds: float, bodies: int):  # fmt: skip
        self.application, self.refuse, self.seconds = application, refuse, seconds
        self.pool = ThreadPoolExecutor(threads, "at-work")
        self.places = BoundedSemaphore(threads + waiting)
        self.bodies = BoundedSemaphore(bodies)

    def __call__(self, environ: Environ, start_response: Callable) -> Answer:
        if not has_body(environ):
            return self.find_place(environ, start_response)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            if not self.take(environ, body):
                return self.refuse(environ, start_response)
            return self.find_place(environ, start_response)

    def take(self, environ: Environ, body: IO[bytes]) -> bool:
        """Read what the client sends, however slowly; False where too many do that already."""
        if not self.bodies.acquire(blocking=False):
            return False
        try:
            take_body(environ, body)
        finally:
            self.bodies.release()
        return True

    def find_place(self, environ: Environ, start_response: Callable) -> Answer:
        if not self.places.acquire(blocking=False):
            return self.refuse(environ, start_response)
        try:
            return self.work(environ, start_response)
        finally:
            self.places.release()

    def work(self, environ: Environ, start_response: Callable) -> Answer:
        """Have it answered by one of the threads; refuse where none was free in time."""
        started: list[tuple] = []
        future = self.pool.submit(self.application, environ, lambda *told: started.append(told))
        if not self.is_taken_up(future):
            return self.refuse(environ, start_response)
        answer = future.result()
        start_response(*started[-1])
        allow(environ, length_of(started[-1][1]))
        return Chunks(answer, self.pool) if getattr(answer, "streaming", False) else answer

    def is_taken_up(self, future: Future) -> bool:
        try:
            future.exception(self.seconds)
        except TimeoutError:
            return not future.cancel()
        return True


class Chunks:
    """An answer that is made while it is sent: each piece by one of the threads."""

    def __init__(self, answer: Any, pool: ThreadPoolExecutor):
        self.answer, self.pool = answer, pool

    def __iter__(self) -> Iterator[bytes]:
        pieces = iter(self.answer)
        while (piece := self.pool.submit(next, pieces, None).result()) is not None:
            yield piece

    def close(self) -> None:
        self.answer.close()


def has_body(environ: Environ) -> bool:
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or is_chunked(environ)


def is_chunked(environ: Environ) -> bool:
    return "chunked" in environ.get("HTTP_TRANSFER_ENCODING", "").lower()


def take_body(environ: Environ, body: IO[bytes]) -> None:
    """Put the whole body where the client's stream was.

    Of one that is too long nothing is kept: what is said of its length tells Django
    (`bodies.BodyLimitMiddleware`).
    """
    limit = limit_of(environ.get("PATH_INFO", ""))
    said = None if is_chunked(environ) else length_said(environ)
    if said is None or said <= limit:
        allow(environ, limit if said is None else said)
        said = copy(environ["wsgi.input"], body, limit if said is None else said)
    if said > limit:
        body.truncate(0)
    body.seek(0)
    environ["wsgi.input"], environ["CONTENT_LENGTH"] = body, str(said)


def length_said(environ: Environ) -> int:
    text = environ.get("CONTENT_LENGTH", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def copy(stream: Any, body: IO[bytes], most: int) -> int:
    """Copy at most so many bytes, and return how many there are; one more says that there are
    more."""
    number = 0
    while number <= most and (piece := stream.read(min(CHUNK, most + 1 - number))):
        number += len(piece)
        if number <= most:
            body.write(piece)
    return number


def allow(environ: Environ, number: int) -> None:
    """Give the client time for so many bytes."""
    if connection := environ.get("gunicorn.socket"):
        deadlines.allow(connection, time_for(number))


def length_of(headers: list[tuple[str, str]]) -> int:
    lengths = [value for name, value in headers if name.lower() == "content-length"]
    return int(lengths[-1]) if lengths else NOT_SAID
