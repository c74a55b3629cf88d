"""What one fetch may cost, over all its redirects."""

import time
from collections.abc import Callable

from fetching.errors import TooMuch, TooSlow

SECONDS = 20
HEADERS = 256 * 1024  # bytes beyond the body: the headers of all redirects, and TLS


class Budget:
    """Seconds and bytes; who asks for more than is left gets TooSlow or TooMuch."""

    def __init__(self, seconds: float = SECONDS, read: int = 64 * 1024):
        self.ends = time.monotonic() + seconds
        self.bytes_left = read + HEADERS

    def seconds(self) -> float:
        """Return how many are left."""
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TooSlow
        return left

    def wait(self, pause: Callable[[], object]) -> None:
        """Wait by calling `pause`, at no cost to the budget: the server did not take that time."""
        started = time.monotonic()
        pause()
        self.ends += time.monotonic() - started

    def read(self, count: int) -> None:
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise TooMuch
