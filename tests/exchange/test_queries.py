"""An import needs as many queries for thirty rows as for two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.changes import apply, prepare, undo
from documents.models import Entry
from exchange.files import uploaded
from tests.factories import make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db


def steps(data: str, actor) -> list[int]:
    """How many queries each step of an import needs."""
    run = uploaded(actor, "table.csv", data.encode())
    run.save()
    counts = []
    for step in (lambda: prepare(run), lambda: apply(run, actor), lambda: undo(run, actor)):
        with CaptureQueriesContext(connection) as captured:
            step()
        counts.append(len(captured))
    assert run.state == "undone"
    return counts


def test_new_entries(db):
    make_kind("tool")
    actor = make_person("ana", "Organizers")
    found = [
        steps("kind,title\n" + "".join(f"tool,Guide {number} {n}\n" for n in range(number)), actor)
        for number in (2, 30)
    ]
    assert found[0] == found[1]


def test_changed_entries(db):
    make_kind("tool")
    actor = make_person("ana", "Organizers")
    found = []
    for number in (2, 30):
        new = "kind,title\n" + "".join(f"tool,Guide {number} {n}\n" for n in range(number))
        run = uploaded(actor, "new.csv", new.encode())
        run.save()
        prepare(run)
        apply(run, actor)
        entries = Entry.objects.filter(title__startswith=f"Guide {number} ")
        rows = "".join(f"{entry.identifier},Anew.\n" for entry in entries)
        found.append(steps(f"identifier,takeaway\n{rows}", actor))
    assert found[0] == found[1]
