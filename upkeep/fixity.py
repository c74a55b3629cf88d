"""Whether the files are still what was uploaded: the content of each is summed up in rotation."""

import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from documents.files.storage import checksum
from documents.models import File
from upkeep.alone import alone

MOST, SECONDS = 500, 300  # of one run: other work waits for it
AGAIN = timedelta(days=30)


def check_files(
    most: int = MOST,
    seconds: float = SECONDS,
    progress: Callable = lambda *done: None,
    again: timedelta = AGAIN,
) -> int:
    """Look at the files not seen for as long as `again`, the longest unseen first.

    Returns how many.
    """
    ends, number = time.monotonic() + seconds, 0
    with alone("files"):
        for number, file in enumerate(due(most, again), start=1):
            record(file, condition(file))
            progress(number, most, file.name)
            if time.monotonic() > ends:
                break
    return number


def due(most: int, again: timedelta) -> Iterator[File]:
    turn = Q(fixity_checked_at=None) | Q(fixity_checked_at__lt=timezone.now() - again)
    files = File.objects.filter(turn).order_by(F("fixity_checked_at").asc(nulls_first=True), "pk")
    return files.defer("text")[:most].iterator()


def condition(file: File) -> str:
    try:
        with file.content.storage.open(file.content.name or "") as content:
            is_same = checksum(content) == file.sha256
        return File.Fixity.SAME if is_same else File.Fixity.CHANGED
    except (OSError, ValueError):  # a name that is empty, or outside the folder
        return File.Fixity.MISSING


def record(file: File, fixity: str) -> None:
    """Keep what was found; not where the content was replaced meanwhile."""
    same = File.objects.filter(pk=file.pk, sha256=file.sha256)
    same.update(fixity=fixity, fixity_checked_at=timezone.now())
