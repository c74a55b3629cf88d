"""Whether the files are still what was uploaded: the content of each is summed up in rotation."""

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from documents.models import File
from upkeep.alone import alone

MOST, SECONDS = 500, 300  # of one run: other work waits for it
AGAIN = timedelta(days=30)
CHUNK = 1024 * 1024


def check_files(
    most: int = MOST, seconds: float = SECONDS, progress: Callable = lambda *done: None
) -> int:
    """Look at the files whose turn it is, the longest unseen first; returns how many."""
    ends, number = time.monotonic() + seconds, 0
    with alone("files"):
        for number, file in enumerate(due(most), start=1):
            record(file, condition(file))
            progress(number, most, file.name)
            if time.monotonic() > ends:
                break
    return number


def due(most: int) -> Iterator[File]:
    turn = Q(fixity_checked_at=None) | Q(fixity_checked_at__lt=timezone.now() - AGAIN)
    files = File.objects.filter(turn).order_by(F("fixity_checked_at").asc(nulls_first=True), "pk")
    return files.defer("text")[:most].iterator()


def condition(file: File) -> str:
    try:
        return File.Fixity.SAME if checksum(file) == file.sha256 else File.Fixity.CHANGED
    except (OSError, ValueError):  # a name that is empty, or outside the folder
        return File.Fixity.MISSING


def checksum(file: File) -> str:
    found = hashlib.sha256()
    with file.content.storage.open(file.content.name or "") as content:
        for chunk in content.chunks(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def record(file: File, fixity: str) -> None:
    """Keep what was found; not where the content was replaced meanwhile."""
    same = File.objects.filter(pk=file.pk, sha256=file.sha256)
    same.update(fixity=fixity, fixity_checked_at=timezone.now())
