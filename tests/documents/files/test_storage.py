"""Where files lie: whole or not there, mended by what was uploaded, and anywhere else as well."""

import os
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.management import call_command
from django.urls import reverse

from documents.extracting import read_text
from documents.files import cover, storage
from documents.models import File
from tests.addresses import body
from tests.documents.files.builders import pdf
from tests.factories import make_entry, make_file
from upkeep.fixity import check_files

pytestmark = pytest.mark.django_db

CONTENT = pdf("Words within the guide.")


@pytest.fixture
def file() -> File:
    return make_file(make_entry("A guide"), ContentFile(CONTENT))


def damage(file: File) -> None:
    os.chmod(file.content.path, 0o600)
    with open(file.content.path, "r+b") as opened:
        opened.write(b"x" * 20)


class Elsewhere(Storage):
    """A storage whose files have no path and no descriptor, as those of a cloud."""

    def __init__(self):
        self.kept: dict[str, bytes] = {}

    def get_available_name(self, name, max_length=None):
        return name

    def _save(self, name, content):
        self.kept[name] = content.read()
        return name

    def _open(self, name, mode="rb"):
        return ContentFile(self.kept[name], name=name)

    def exists(self, name):
        return name in self.kept

    def size(self, name):
        return len(self.kept[name])


@pytest.fixture
def elsewhere(monkeypatch) -> Elsewhere:
    kept = Elsewhere()
    for name in ("content", "cover"):
        monkeypatch.setattr(File._meta.get_field(name), "storage", kept)
    monkeypatch.setattr(cover, "BlobStorage", lambda: kept)
    return kept


def test_files_without_a_path_are_kept_read_sent_and_checked(client, elsewhere):
    file = make_file(make_entry("A guide"), ContentFile(CONTENT))

    read_text.func(file.pk)
    file.refresh_from_db()
    assert "Words within the guide." in file.text
    assert client.get(reverse("file_cover", args=[file.entry.identifier, 1])).status_code == 200
    whole = client.get(file.get_absolute_url())
    assert whole.getvalue() == CONTENT
    part = client.get(file.get_absolute_url(), headers={"Range": "bytes=5-9"})
    assert (part.status_code, part.getvalue()) == (206, CONTENT[5:10])
    check_files()
    file.refresh_from_db()
    assert file.fixity == File.Fixity.SAME


def test_nobody_but_the_storage_asks_for_paths():
    from django.conf import settings

    found = {
        str(path.relative_to(settings.BASE_DIR))
        for room in ("documents", "exchange", "upkeep", "jobs")
        for path in (settings.BASE_DIR / room).rglob("*.py")
        if "content.path" in path.read_text() or "cover.path" in path.read_text()
    }
    assert found == set()


def test_what_is_written_is_on_the_disk_before_it_has_its_name(monkeypatch):
    done = []
    replace = os.replace
    monkeypatch.setattr(storage, "sync", lambda path: done.append(os.path.basename(path)))
    monkeypatch.setattr(os, "replace", lambda *paths: done.append("named") or replace(*paths))

    name = storage.BlobStorage().save("ab/abcdef", ContentFile(b"whole"))

    assert name == "ab/abcdef"
    assert done[1:] == ["named", "ab"]
    assert len(done[0]) == 32


def test_the_same_content_uploaded_again_mends_what_was_damaged(file):
    damage(file)
    check_files()
    assert File.objects.damaged().count() == 1

    make_file(make_entry("Another"), ContentFile(CONTENT))
    call_command("check_files", "--all", stdout=StringIO())

    assert File.objects.damaged().count() == 0
    with file.content.open("rb") as content:
        assert content.read() == CONTENT


def test_a_damaged_file_says_so_and_is_not_sent(client, file):
    address, page = file.get_absolute_url(), file.entry.get_absolute_url()
    damage(file)
    check_files()

    answer = client.get(address)

    assert answer.status_code == 404
    assert "is not what was uploaded" in answer.content.decode()
    assert "was found damaged" in body(client.get(page))
    assert f'href="{address}"' not in body(client.get(page))


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_file_that_is_gone_is_no_failure(client, file, prefix):
    os.remove(file.content.path)

    answer = client.get(f"{prefix}{file.get_absolute_url()}")

    assert answer.status_code == 404
    assert b"<h1" in answer.content


def test_every_file_is_looked_at_when_asked(file, capsys):
    check_files()
    damage(file)
    call_command("check_files")
    assert capsys.readouterr().out == "0 files checked\n"

    call_command("check_files", "--all")

    said = capsys.readouterr().out
    assert said.startswith("1 files checked\n")
    assert f"{file.entry.identifier} {file.name}: no longer what was uploaded" in said
