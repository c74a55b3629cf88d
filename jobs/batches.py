"""Long lists, some at a time."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")
SIZE = 500


def batches(items: Iterable[Item], size: int = SIZE) -> Iterator[list[Item]]:
    """Yield the items in their order, in lists of `size`; the last may be shorter."""
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch
