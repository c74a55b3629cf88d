"""Which release of the site this is."""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

ENDINGS = {".css", ".csv", ".html", ".js", ".json", ".lock", ".po", ".py", ".sql", ".svg", ".yaml"}
NOT_SERVED = {"benchmarks", "docs", "tests", "var"}


@cache
def digest() -> str:
    """Return a text that is the same on every node that runs this release, and on no other."""
    whole = sha256()
    for path in sources(settings.BASE_DIR):
        whole.update(f"{path.relative_to(settings.BASE_DIR)}\n".encode() + path.read_bytes())
    return whole.hexdigest()


def sources(folder: Path) -> Iterator[Path]:
    """Yield the files of which pages are made, in an order that is the same everywhere."""
    for room in sorted(folder.iterdir()):
        if room.name in NOT_SERVED or room.name.startswith("."):
            continue
        files = sorted(room.rglob("*")) if room.is_dir() else [room]
        yield from (path for path in files if path.suffix in ENDINGS and path.is_file())
