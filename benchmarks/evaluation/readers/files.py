"""What the formats have in common: files of old encodings, numbers with zeros before them."""

import re
from pathlib import Path

from benchmarks.evaluation.collection import CollectionError

YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")


def text_of(path: Path) -> str:
    """A file's text: UTF-8, or Latin-1 where it is older than that."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def find(folder: Path, name: str) -> Path | None:
    """The file of this name, in capitals or not."""
    path = folder / name
    beside = path.parent.iterdir() if path.parent.is_dir() else ()
    return next((each for each in beside if each.name.lower() == path.name.lower()), None)


def required(folder: Path, *names: str) -> Path:
    """The first of these files that is there."""
    found = next(filter(None, (find(folder, name) for name in names)), None)
    if found is None:
        raise CollectionError(f"{folder} has no {' or '.join(names)}.")
    return found


def unpadded(number: str) -> str:
    """001 and 1 are one."""
    return str(int(number)) if number.isascii() and number.isdigit() else number


def year_in(text: str) -> str:
    found = YEAR.search(text)
    return found[0] if found else ""


def joined(*parts: str) -> str:
    """The parts in one line, without the breaks of a file's lines."""
    return " ".join(" ".join(parts).split())
