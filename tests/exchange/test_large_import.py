"""A large file: every error named by row and cell, nothing written; the corrected file applied,
exported, imported again without a change, and undone.

`make trials` tries it at full size.
"""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from documents.changes import apply, undo
from documents.models import Entry, IndexedEntry
from exchange.export import header_and_rows
from exchange.table import csv_file
from exchange.table.table import letter
from tests.exchange.big_file import HEADER, PLANTED, table
from tests.exchange.test_round_trip import prepared
from tests.extent import extent
from tests.factories import make_concept, make_entry, make_kind, make_place
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.trial]

ROWS = extent(600, quick=60, trial=10_000)
ERRORS = max(len(PLANTED), ROWS // 20)
TABLES = [
    "agent", "entry", "entry_concepts", "contribution", "entryplace", "identifier", "link",
    "relation", "section", "translation",
]  # fmt: skip
# Numbers that only count, and times; what they count is compared.
NOT_COMPARED = {"id", "changed_at", "version"}


@pytest.fixture(autouse=True)
def vocabularies():
    make_kind("tool", sections=["purpose"])
    for code in ("youth", "women", "police"):
        make_concept("theme", code)
    make_place("gao", "city")
    make_entry("Already here", takeaway="As it was.")


def database() -> dict[str, list]:
    """Every row of every table of entries."""
    found = {}
    with connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f"SELECT * FROM documents_{name}")
            columns = [each.name for each in cursor.description]
            found[name] = sorted(
                str({c: v for c, v in zip(columns, row, strict=True) if c not in NOT_COMPARED})
                for row in cursor.fetchall()
            )
        cursor.execute("SELECT entry_id, title_key, concept_ids FROM documents_indexedentry")
        found["index"] = sorted(map(str, cursor.fetchall()))
    return found


def ready(run):
    run.state = "prepared"
    run.save()
    return run


def test_every_planted_error_is_named_by_row_and_cell_and_nothing_is_written():
    data, planted = table(ROWS, ERRORS)
    before = database()

    run = ready(prepared(data, "csv"))

    named = {row.number: row.complaints for row in run.rows.filter(action="error")}
    assert set(named) == set(planted)
    assert len(planted) == ERRORS
    for number, (column, word) in planted.items():
        cell = f"{letter(HEADER.index(column))}{number}"
        assert [text for where, text in named[number] if where == cell and word in str(text)], (
            number, column, named[number],
        )  # fmt: skip
    with pytest.raises(ValidationError, match="Nothing was written"):
        apply(run, run.actor)
    assert database() == before


def test_the_corrected_file_is_applied_exported_imported_again_and_undone():
    before = database()
    run = ready(prepared(table(ROWS)[0], "csv"))
    run.actor = make_person("ana", "Organizers")
    run.save()

    assert apply(run, run.actor) == ROWS
    assert Entry.objects.filter(state="draft", entered_by=run.actor).count() == ROWS
    assert IndexedEntry.objects.count() == 1

    lines = csv_file.written(*header_and_rows(Entry.objects.order_by("pk")))
    again = prepared("".join(lines).encode(), "csv")
    assert set(again.rows.values_list("action", flat=True)) == {"unchanged"}

    undone = undo(run, run.actor)
    assert (undone.number, undone.kept) == (ROWS, [])
    assert database() == before
