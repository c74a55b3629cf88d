"""How far a running job is."""

import time
from collections.abc import Callable

from jobs.running import beside, current

Progress = Callable[[int, int], None]
PAUSE = 1.0  # seconds between two writes
WRITE = """
INSERT INTO jobs_progress (result_id, done, total, note, at) VALUES (%s, %s, %s, %s, now())
ON CONFLICT (result_id) DO UPDATE
SET done = excluded.done, total = excluded.total, note = excluded.note, at = excluded.at
"""
last: dict[str, float] = {}


def progress(done: int, total: int, note: str = "") -> None:
    """Let others see how far this job is, at most once a second; outside of a job do nothing."""
    job = current.get()
    if job is None:
        return
    now = time.monotonic()
    if done < total and now - last.get(job, 0) < PAUSE:
        return
    last.clear()
    last[job] = now
    with beside().cursor() as cursor:
        cursor.execute(WRITE, [job, done, total, note[:200]])


def quietly(done: int, total: int) -> None:
    """Tell nobody: for those who do not watch."""
