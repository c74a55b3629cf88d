import hashlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory
from django.utils.module_loading import import_string

from documents.files.ranges import file_response

# Closing a response makes Django look after its connection to the database.
pytestmark = pytest.mark.django_db

CONTENT = bytes(range(256)) * 1000
SIZE = len(CONTENT)
ETAG = hashlib.sha256(CONTENT).hexdigest()
MODIFIED = datetime(2026, 3, 6, 12, 30, 15, 999_999, tzinfo=UTC)
LAST_MODIFIED = "Fri, 06 Mar 2026 12:30:15 GMT"
LATER, EARLIER = "Fri, 06 Mar 2026 12:30:16 GMT", "Fri, 06 Mar 2026 12:30:14 GMT"
OTHER = f'"{"0" * 64}"'


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "c0ffee"
    path.write_bytes(CONTENT)
    return path


def stored(path: Path) -> FieldFile:
    return FieldFile(None, FileField(storage=FileSystemStorage(path.parent)), path.name)


@pytest.fixture
def ask(path):
    """Ask for the file; what it answers is closed at the end."""
    responses = []

    def ask(method: str = "GET", filename: str = "guide.pdf", **headers):
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        response = file_response(
            RequestFactory().generic(method, "/", headers=names),
            stored(path),
            filename=filename,
            media_type="application/pdf",
            etag=ETAG,
            modified=MODIFIED,
        )
        responses.append(response)
        return response

    yield ask
    for response in responses:
        response.close()


def content(response) -> bytes:
    return response.getvalue() if response.streaming else response.content


WHOLE = {
    "Content-Type": "application/pdf",
    "Content-Length": str(SIZE),
    "Accept-Ranges": "bytes",
    "ETag": f'"{ETAG}"',
    "Last-Modified": LAST_MODIFIED,
    "Content-Disposition": 'attachment; filename="guide.pdf"',
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
}


def test_a_download_is_whole_and_says_what_it_is(ask):
    response = ask()

    assert (response.status_code, dict(response.headers)) == (200, WHOLE)
    assert content(response) == CONTENT


def test_head_gives_the_headers_of_the_whole_and_no_content(ask):
    response = ask("HEAD", Range="bytes=0-9")

    assert (response.status_code, dict(response.headers)) == (200, WHOLE)
    assert content(response) == b""


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_but_reading_is_allowed(ask, method):
    response = ask(method)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-9", 0, 9),
        ("bytes=100-199", 100, 199),
        ("bytes=255000-", 255_000, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        (f"bytes=0-{SIZE * 2}", 0, SIZE - 1),
        ("bytes=-1", SIZE - 1, SIZE - 1),
        ("bytes=-500", SIZE - 500, SIZE - 1),
        (f"bytes=-{SIZE * 2}", 0, SIZE - 1),
    ],
)
def test_a_range_gives_its_bytes(ask, asked, first, last):
    response = ask(Range=asked)

    assert response.status_code == 206
    assert dict(response.headers) == WHOLE | {
        "Content-Range": f"bytes {first}-{last}/{SIZE}",
        "Content-Length": str(last - first + 1),
    }
    assert content(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 9}", "bytes=-0"])
def test_a_range_behind_the_end_cannot_be_given(ask, asked):
    response = ask(Range=asked)

    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{SIZE}")
    assert (content(response), response["Content-Length"]) == (b"", "0")


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=0-9,20-29",
        "bytes=9-0",
        "bytes=-",
        "bytes=a-b",
        "bytes=٠-٩",
        "bytes=0-9999999999999999999999999999999",
        "bytes= 0-9",
        "items=0-9",
        "bytes",
        "0-9",
        "",
    ],
)
def test_ranges_that_are_several_or_unreadable_give_the_whole(ask, asked):
    response = ask(Range=asked)

    assert (response.status_code, dict(response.headers)) == (200, WHOLE)
    assert content(response) == CONTENT


@pytest.mark.parametrize(
    ("condition", "status"),
    [
        (f'"{ETAG}"', 206),
        (LAST_MODIFIED, 206),
        (f'W/"{ETAG}"', 200),
        (OTHER, 200),
        (EARLIER, 200),
        (LATER, 200),
        ("nonsense", 200),
    ],
)
def test_a_download_is_continued_only_if_the_file_is_the_same(ask, condition, status):
    response = ask(Range="bytes=10-19", If_Range=condition)

    assert response.status_code == status
    assert content(response) == (CONTENT[10:20] if status == 206 else CONTENT)


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"If_None_Match": f'"{ETAG}"'}, 304),
        ({"If_None_Match": f'W/"{ETAG}"'}, 304),
        ({"If_None_Match": f'{OTHER}, "{ETAG}"'}, 304),
        ({"If_None_Match": "*"}, 304),
        ({"If_None_Match": OTHER}, 200),
        ({"If_Modified_Since": LAST_MODIFIED}, 304),
        ({"If_Modified_Since": LATER}, 304),
        ({"If_Modified_Since": EARLIER}, 200),
        ({"If_Modified_Since": "nonsense"}, 200),
        ({"If_None_Match": OTHER, "If_Modified_Since": LAST_MODIFIED}, 200),
        ({"If_Match": f'"{ETAG}"'}, 200),
        ({"If_Match": "*"}, 200),
        ({"If_Match": OTHER}, 412),
        ({"If_Match": f'W/"{ETAG}"'}, 412),
        ({"If_Unmodified_Since": LAST_MODIFIED}, 200),
        ({"If_Unmodified_Since": EARLIER}, 412),
        ({"If_None_Match": f'"{ETAG}"', "Range": "bytes=0-9"}, 304),
        ({"If_Match": OTHER, "Range": "bytes=0-9"}, 412),
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_condition_is_heard_before_anything_is_sent(ask, method, headers, status):
    response = ask(method, **headers)

    assert response.status_code == status
    is_sent = status == 200 and method == "GET"
    assert content(response) == (CONTENT if is_sent else b"")


def test_an_unchanged_file_is_named_again_in_the_answer(ask):
    response = ask(If_None_Match=f'"{ETAG}"')

    assert dict(response.headers) == {"ETag": f'"{ETAG}"', "Last-Modified": LAST_MODIFIED}


@pytest.mark.parametrize(
    ("filename", "disposition"),
    [
        ("a b.pdf", 'attachment; filename="a b.pdf"'),
        ('a"b.pdf', 'attachment; filename="a\\"b.pdf"'),
        ("Sécurité.pdf", "attachment; filename*=utf-8''S%C3%A9curit%C3%A9.pdf"),
        ("أمان.pdf", "attachment; filename*=utf-8''%D8%A3%D9%85%D8%A7%D9%86.pdf"),
    ],
)
def test_the_name_survives_in_any_script(ask, filename, disposition):
    response = ask(filename=filename)

    assert response["Content-Disposition"] == disposition


@pytest.mark.parametrize("headers", [{}, {"Range": "bytes=5-9"}])
def test_the_file_is_closed_with_the_response(ask, monkeypatch, headers):
    opened = []

    def opening(storage, name, mode="rb"):
        opened.append(storage._open(name, mode))
        return opened[-1]

    monkeypatch.setattr(FileSystemStorage, "open", opening)

    response = ask(**headers)
    assert [file.closed for file in opened] == [False]
    response.close()

    assert [file.closed for file in opened] == [True]


def test_no_file_is_opened_when_none_is_sent(ask, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "open", None)

    statuses = [
        ask("HEAD").status_code,
        ask(If_None_Match="*").status_code,
        ask(Range=f"bytes={SIZE}-").status_code,
    ]

    assert statuses == [200, 304, 416]


def test_a_file_that_is_not_there_is_an_error(ask, path):
    path.unlink()

    with pytest.raises(FileNotFoundError):
        ask()


def compressors() -> list[type]:
    """The project's own middleware that compresses."""
    middleware = [import_string(name) for name in settings.MIDDLEWARE]
    return [
        each for each in middleware if isinstance(each, type) and issubclass(each, GZipMiddleware)
    ]


@pytest.mark.parametrize("compressor", compressors())
@pytest.mark.parametrize(("headers", "status"), [({}, 200), ({"Range": "bytes=0-999"}, 206)])
def test_compression_leaves_downloads_as_they_are(ask, compressor, headers, status):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    response = ask(**headers)
    before = dict(response.headers)

    after = compressor(lambda _request: response)(request)

    assert (after.status_code, dict(after.headers)) == (status, before)
    assert content(after) == CONTENT[: 1000 if status == 206 else SIZE]
