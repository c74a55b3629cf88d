"""What a reader gets beside a file: its words as a page, and a look at it."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from documents.extracting import read_text
from documents.files import cover
from documents.files.formats import BY_CODE
from documents.files.inspection import inspect
from tests.documents.files import builders
from tests.factories import make_entry, make_file

PDF = BY_CODE["pdf"]


@pytest.fixture
def pdf(tmp_path):
    path = tmp_path / "guide.pdf"
    path.write_bytes(builders.pdf("Walk the street", pages=2))
    return path


@pytest.fixture
def file(db):
    found = make_file(make_entry(), ContentFile(builders.pdf("Walk together", pages=3)))
    read_text.func(found.pk)
    found.refresh_from_db()
    return found


def content(response) -> bytes:
    body = b"".join(response.streaming_content)
    response.close()
    return body


def test_a_cover_is_small_and_of_the_width_of_the_page(pdf):
    with pdf.open("rb") as file:
        name = cover.draw(file, PDF)

    with cover.BlobStorage().open(name) as stored:
        picture = stored.read()
    assert Image.open(BytesIO(picture)).width in (200, 201)
    assert len(picture) < 20_000


def test_a_damaged_file_has_no_cover():
    assert cover.draw(BytesIO(b"%PDF-1.7 nothing else"), PDF) == ""


def test_other_formats_have_no_cover(pdf):
    assert cover.draw(BytesIO(pdf.read_bytes()), BY_CODE["docx"]) == ""


def test_the_page_of_the_entry_offers_the_text_and_shows_the_cover(client, file):
    html = client.get(file.entry.get_absolute_url()).content.decode()

    assert f"{file.entry.get_absolute_url()}files/1/text/" in html
    picture = client.get(f"{file.entry.get_absolute_url()}covers/1.webp")
    assert picture["Content-Type"] == "image/webp"
    assert content(picture)[8:12] == b"WEBP"


def test_the_text_of_a_file_is_a_page(client, file):
    html = client.get(f"/entries/{file.entry.identifier}/files/1/text/").content.decode()

    assert "Walk together" in html
    assert 'id="page-3"' in html


@pytest.mark.parametrize("part", ["0", "99", "-1", "x", "%00"])
def test_a_part_that_is_not_there_is_the_nearest_one(client, file, part):
    address = f"/entries/{file.entry.identifier}/files/1/text/?part={part}"

    assert client.get(address).status_code == 200


def test_a_replaced_file_loses_the_cover_and_the_text_of_the_old_one(client, file):
    file.describe(inspect(ContentFile(builders.pdf("Other")), "other.pdf", 50_000_000))
    file.save()

    assert client.get(f"/entries/{file.entry.identifier}/files/1/text/").status_code == 404
    assert client.get(f"/entries/{file.entry.identifier}/covers/1.webp").status_code == 404
