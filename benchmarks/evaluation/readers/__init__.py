"""Test collections as they are distributed: one module for each format."""

from pathlib import Path

from benchmarks.evaluation.collection import Collection, CollectionError
from benchmarks.evaluation.readers import beir, smart, trec

FORMATS = {"BEIR": beir, "SMART": smart, "TREC": trec}


def read_collection(folder: Path) -> Collection:
    """Raises CollectionError where the folder is none, or one of which a part is missing."""
    if not folder.is_dir():
        raise CollectionError(f"There is no folder {folder}.")
    for name, reader in FORMATS.items():
        if reader.recognises(folder):
            return read_as(name, folder)
    raise CollectionError(
        f"{folder} is no test collection: it holds neither corpus.jsonl (BEIR), nor "
        "cran.all.1400, CISI.ALL, MED.ALL or CACM.ALL (SMART), nor a file with <DOCNO> (TREC)."
    )


def read_as(name: str, folder: Path) -> Collection:
    try:
        return FORMATS[name].read(folder)
    except CollectionError:
        raise
    except (KeyError, IndexError, ValueError) as error:
        raise CollectionError(
            f"{folder} is not in the form of a {name} collection: "
            f"{type(error).__name__} {str(error).partition(chr(10))[0]}."
        ) from error
