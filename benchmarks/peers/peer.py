"""What every peer does."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mix import Question
from benchmarks.peers.document import Document

SHOWN = 20


@dataclass(frozen=True)
class Answer:
    """The first entries, how many there are, and scheme -> code -> how many carry it."""

    entries: list[int]
    total: int
    facets: dict[str, dict[str, int]]


class Peer(ABC):
    """One way to search, with its index in a folder of its own."""

    skipped: frozenset[str] = frozenset()  # sorts of question that it has no answer to

    def __init__(self, folder: Path, schemes: list[str]):
        self.folder, self.schemes = folder, schemes

    @abstractmethod
    def build(self, documents: Iterable[Document]) -> None:
        """Index the collection; the folder is there and empty."""

    @abstractmethod
    def ask(self, question: Question) -> Answer: ...

    @contextmanager
    def opened(self) -> Iterator[int | None]:
        """Ready for questions; gives the process that answers, None for this one."""
        yield None


def offset(question: Question) -> int:
    return (question.page - 1) * SHOWN


def column(scheme: str) -> str:
    """A scheme's code as a name that has no hyphen."""
    return scheme.replace("-", "_")
