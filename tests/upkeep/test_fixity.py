"""Files are summed up again in rotation."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from documents.models import File
from tests.documents.files.builders import pdf
from tests.factories import make_entry, make_file
from upkeep.fixity import check_files

pytestmark = pytest.mark.django_db


def add_file(title: str, entry=None) -> File:
    return make_file(entry or make_entry(), ContentFile(pdf(title)), title=title)


def damage(file: File, content: bytes) -> None:
    os.chmod(file.content.path, 0o600)
    with open(file.content.path, "wb") as opened:
        opened.write(content)


def conditions() -> dict[str, str]:
    return dict(File.objects.values_list("title", "fixity"))


def test_what_was_changed_or_lost_is_found():
    files = [add_file(title) for title in ("whole", "changed", "lost")]
    damage(files[1], b"Something else.")
    os.remove(files[2].content.path)

    assert check_files() == 3
    assert conditions() == {"whole": "same", "changed": "changed", "lost": "missing"}


def test_a_file_without_content_is_missing():
    File.objects.create(entry=make_entry(), title="none", name="a.pdf", format="pdf", size=1)

    check_files()

    assert conditions() == {"none": "missing"}


def test_the_longest_unseen_comes_first_and_the_rest_waits():
    entry = make_entry()
    for title, days in (("a", 40), ("b", 50), ("c", None), ("d", 1)):
        file = add_file(title, entry)
        seen = days and timezone.now() - timedelta(days=days)
        File.objects.filter(pk=file.pk).update(fixity_checked_at=seen)

    assert (check_files(most=1), check_files(most=1)) == (1, 1)
    assert {title for title, fixity in conditions().items() if fixity} == {"c", "b"}
    assert (check_files(), check_files()) == (1, 0)
