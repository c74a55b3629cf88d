"""Importing from the command line."""

import pytest
from django.core.management import CommandError, call_command

from documents.models import Entry
from tests.factories import make_kind
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kind():
    return make_kind("tool")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text("kind,title\ntool,Walks\ngadget,Talks\n")
    return path


def test_a_file_is_looked_through_and_nothing_is_written(file, capsys):
    call_command("import_entries", str(file))

    said = capsys.readouterr().out
    assert "A3: “gadget” is not known" in said
    assert "1 error, 1 new" in said
    assert not Entry.objects.exists()


def test_what_has_no_error_is_written_where_that_is_asked_for(file):
    with pytest.raises(CommandError, match="Nothing was written"):
        call_command("import_entries", str(file), "--apply")
    assert not Entry.objects.exists()

    ana = make_person("ana", "Organizers")
    call_command("import_entries", str(file), "--apply", "--without-errors", "--actor", "ana")

    assert (Entry.objects.get().title, Entry.objects.get().entered_by) == ("Walks", ana)


def test_what_cannot_be_read_is_said(file, tmp_path):
    for name, words in [("none.csv", "cannot be read"), ("table.exe", "Accepted are")]:
        path = tmp_path / name
        if name == "table.exe":
            path.write_bytes(b"MZ")
        with pytest.raises(CommandError, match=words):
            call_command("import_entries", str(path))
    with pytest.raises(CommandError, match="no account"):
        call_command("import_entries", str(file), "--actor", "nobody")
