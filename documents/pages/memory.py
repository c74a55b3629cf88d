"""Pages that this process has made, the least used forgotten first."""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Sized(Protocol):
    @property
    def size(self) -> int: ...


Kept = TypeVar("Kept", bound=Sized)


@dataclass
class Memory(Generic[Kept]):
    """Holds up to `room` bytes."""

    room: int
    used: int = 0
    kept: OrderedDict[object, Kept] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def recall(self, key: object) -> Kept | None:
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def keep(self, key: object, page: Kept) -> Kept:
        """Keep a page, unless it alone would take a tenth of the room; return it."""
        if page.size > self.room // 10:
            return page
        with self.lock:
            self.drop(key)
            self.kept[key] = page
            self.used += page.size
            while self.used > self.room:
                self.drop(next(iter(self.kept)))
        return page

    def drop(self, key: object) -> None:
        if key in self.kept:
            self.used -= self.kept.pop(key).size

    def clear(self) -> None:
        with self.lock:
            self.kept.clear()
            self.used = 0
