"""What stands in the database beside the tables of models, one file for each thing, named after it.

A file says what is there now, and may be run as often as one likes. Change it there, and let a new
migration run it again: databases of today get the change by it, new ones have it from the start.
The migrations from before there were these files keep the texts of their time.
"""

from pathlib import Path

from django.db.migrations import RunSQL

PROJECT = Path(__file__).resolve().parents[2]


def define(app: str, *names: str) -> list[RunSQL]:
    """Return operations that run `<app>/sql/<name>.sql`, in this order."""
    return [RunSQL((PROJECT / app / "sql" / f"{name}.sql").read_text(encoding="utf-8"))
            for name in names]  # fmt: skip
