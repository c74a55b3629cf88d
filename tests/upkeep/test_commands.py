"""The same rounds by hand, and by the worker."""

from io import StringIO
from zlib import crc32

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connections

from documents.models import File, Link
from tests.documents.files.builders import pdf
from tests.factories import make_entry, make_file
from upkeep import jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows():
    """A file, and a link that no request can follow."""
    entry = make_entry()
    make_file(entry, ContentFile(pdf()))
    Link.objects.create(entry=entry, url="http://127.0.0.1/")


def run(name: str, *options) -> str:
    out = StringIO()
    call_command(name, *options, stdout=out)
    return out.getvalue()


def found() -> tuple[str, str]:
    return Link.objects.get().check_result, File.objects.get().fixity


def test_by_hand(rows):
    assert run("check_links", "-v2") == "1 http://127.0.0.1/\n1 links checked\n"
    assert run("check_files", "-v2") == "1 guide.pdf\n1 files checked\n"
    assert found() == ("unsafe", "same")


def test_by_the_worker(rows):
    jobs.check_links.func()
    jobs.check_files.func()

    assert found() == ("unsafe", "same")


@pytest.mark.parametrize("name", ["links", "files"])
def test_whoever_comes_second_is_told_or_goes(rows, name):
    other = connections.create_connection("default")
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [crc32(f"upkeep.{name}".encode())])
        with pytest.raises(CommandError, match="right now"):
            run(f"check_{name}")
        getattr(jobs, f"check_{name}").func()
    other.close()

    assert found() == ("", "")
