"""Figures: what is made of many times, and the file that holds all of them."""

import json
import math
from pathlib import Path

from benchmarks.database import BASE

FILE = BASE / "docs" / "benchmarks" / "figures.json"


def percentile(values: list[float], percent: float) -> float:
    """The smallest of the values that `percent` of a hundred are not above (nearest rank)."""
    if not values:
        raise ValueError("Nothing was measured")
    return sorted(values)[max(0, math.ceil(len(values) * percent / 100) - 1)]


def summary(milliseconds: list[float]) -> dict[str, float] | None:
    """None where nothing was answered."""
    if not milliseconds:
        return None
    named = {"median": 50, "p95": 95, "p99": 99}
    return {"number": len(milliseconds)} | {
        name: round(percentile(milliseconds, percent), 2) for name, percent in named.items()
    }


def read(file: Path = FILE) -> dict:
    return json.loads(file.read_text()) if file.exists() else {"sizes": {}}


def write(figures: dict, file: Path = FILE) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
