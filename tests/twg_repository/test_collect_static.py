"""Style sheets, scripts and pictures are collected when any of them changed, and only then."""

import json
import os

import pytest
from django.core.management import call_command

from twg_repository.management.commands import collect_static


@pytest.fixture
def folder(settings, tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "a.css").write_text("p { color: red }")
    settings.STATICFILES_DIRS = [tmp_path / "ours"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "twg_repository.static_files.StaticFilesStorage"}
    }
    return tmp_path


def served(folder) -> str:
    """What is sent in the place of `a.css`."""
    manifest = json.loads((folder / "collected" / "staticfiles.json").read_text())
    return (folder / "collected" / manifest["paths"]["a.css"]).read_text()


@pytest.fixture
def collected(monkeypatch):
    """How often everything was collected."""
    times = []

    def call(*arguments, **options):
        times.append(arguments)
        call_command(*arguments, **options)

    monkeypatch.setattr(collect_static, "call_command", call)
    return times


def test_once_while_nothing_changes(folder, collected):
    for _start in range(3):
        call_command("collect_static")

    assert len(collected) == 1
    assert "red" in served(folder)


@pytest.mark.parametrize("change", ["text", "new", "gone", "half"])
def test_again_when_anything_changed(folder, collected, change):
    call_command("collect_static")
    sheet = folder / "ours" / "a.css"
    if change == "text":
        sheet.write_text("p { color: tan }")  # as long as before
        os.utime(sheet, ns=(1, 1))
    if change == "new":
        (folder / "ours" / "b.css").write_text("b { color: red }")
    if change == "gone":
        (folder / "ours" / "b.css").write_text("b { color: red }")
        call_command("collect_static")
        (folder / "ours" / "b.css").unlink()
    if change == "half":
        (folder / "collected" / collect_static.STAMP).unlink()
    before = len(collected)

    call_command("collect_static")

    assert len(collected) == before + 1
    assert ("tan" if change == "text" else "red") in served(folder)
