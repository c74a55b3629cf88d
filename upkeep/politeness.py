"""How other people's servers are treated."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

PAUSE = 2.0  # seconds between two requests to one host
SHORTEST, USUAL, LONGEST = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


class Pauses:
    """Lets a host rest between two requests."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep, clock=time.monotonic):
        self.sleep, self.clock = sleep, clock
        self.last: dict[str, float] = {}

    def __call__(self, host: str) -> None:
        rested = self.clock() - self.last.get(host, -PAUSE)
        if rested < PAUSE:
            self.sleep(PAUSE - rested)
        self.last[host] = self.clock()


def leave_alone(retry_after: str) -> timedelta:
    """Return for how long, as a Retry-After header says it: seconds or a date; within reason."""
    return min(max(read(retry_after.strip()), SHORTEST), LONGEST)


def read(retry_after: str) -> timedelta:
    if retry_after.isascii() and retry_after.isdigit():
        return timedelta(seconds=min(int(retry_after[:12]), LONGEST.total_seconds()))
    try:
        until = parsedate_to_datetime(retry_after)
    except ValueError:
        return USUAL
    return (until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)
