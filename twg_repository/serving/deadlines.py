"""Connections that take too long are cut: a client that drips its bytes keeps nobody waiting."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread

HEADERS = 20  # seconds for the head of a request
PATIENCE = 30  # seconds for whatever else is sent or read, and besides
SLOWEST = 1024  # bytes a second that a client sends or reads at least


class Deadlines:
    """Until when each open connection has time; one thread of the process looks once a second."""

    def __init__(self) -> None:
        self.ends: dict[socket.socket, float] = {}
        self.lock = Lock()
        self.thread: Thread | None = None

    @contextmanager
    def within(self, connection: socket.socket, seconds: float) -> Iterator[None]:
        """Cut the connection where what is done with it takes longer; `allow` gives more time."""
        self.watch()
        self.allow(connection, seconds)
        try:
            yield
        finally:
            self.forget(connection)

    def allow(self, connection: socket.socket, seconds: float) -> None:
        with self.lock:
            self.ends[connection] = time.monotonic() + seconds

    def forget(self, connection: socket.socket) -> None:
        with self.lock:
            self.ends.pop(connection, None)

    def watch(self) -> None:
        """Begin to look, in the process that serves and not in the one that it was forked from."""
        with self.lock:
            if self.thread is None:
                self.thread = Thread(target=self.look, daemon=True, name="deadlines")
                self.thread.start()

    def look(self) -> None:
        while True:
            time.sleep(1)
            self.cut(time.monotonic())

    def cut(self, now: float) -> None:
        """End what is overdue: whoever reads from it or writes to it is told that it is closed."""
        with self.lock:
            overdue = [each for each, end in self.ends.items() if end < now]
            for each in overdue:
                del self.ends[each]
        for each in overdue:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)


def time_for(number: int) -> float:
    """Return the seconds in which so many bytes are to go through."""
    return PATIENCE + number / SLOWEST


deadlines = Deadlines()
