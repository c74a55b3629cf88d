"""What stands in the database beside the tables of models, one file for each thing, named after it.

A file says what is there now. Change it there, and let a new migration run it again; most files
may be run as often as one likes. The migrations of old databases keep the texts of their time.
"""

from pathlib import Path

from django.db.migrations import RunSQL

PROJECT = Path(__file__).resolve().parents[2]


def define(app: str, *names: str) -> list[RunSQL]:
    """Return operations that run `<app>/sql/<name>.sql`, in this order."""
    return [RunSQL((PROJECT / app / "sql" / f"{name}.sql").read_text(encoding="utf-8"))
            for name in names]  # fmt: skip
