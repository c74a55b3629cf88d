"""Downloads of uploaded files: whole, in ranges or conditional (RFC 9110), harmless to browsers."""

import re
from datetime import datetime

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import (
    content_disposition_header,
    http_date,
    parse_http_date_safe,
    quote_etag,
)
from whitenoise.responders import SlicedFile

RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")
POLICY = "sandbox; default-src 'none'"


class Download(FileResponse):
    block_size = 1 << 16


def file_response(
    request: HttpRequest,
    stored: FieldFile,
    *,
    filename: str,
    media_type: str,
    etag: str,
    modified: datetime,
) -> HttpResponseBase:
    """Send a stored file, to be saved and never shown in the browser.

    `etag` is its SHA-256 in hexadecimal, `modified` an aware time. Raises FileNotFoundError.
    """
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    size = stored.size
    headers = _headers(filename, quote_etag(etag), modified)
    whole = HttpResponse(content_type=media_type, headers=headers | {"Content-Length": str(size)})
    found = get_conditional_response(
        request, headers["ETag"], int(modified.timestamp()), response=whole
    )
    answer = found or whole
    if answer is not whole or request.method == "HEAD":
        return answer
    return _body(request, stored, whole, size)


def _body(request: HttpRequest, stored: FieldFile, whole: HttpResponse, size: int):
    """Send the whole, the part that was asked for, or that there is no such part."""
    span = _asked(request, whole, size)
    if span is None:
        return _content(stored, range(size), whole)
    if not span:
        return _out_of_range(whole, size)
    whole.headers["Content-Range"] = f"bytes {span.start}-{span[-1]}/{size}"
    return _content(stored, span, whole, status=206)


def _headers(filename: str, etag: str, modified: datetime) -> dict[str, str]:
    return {
        "ETag": etag,
        "Last-Modified": http_date(modified.timestamp()),
        "Accept-Ranges": "bytes",
        "Content-Disposition": content_disposition_header(True, filename),
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
    }


def _asked(request: HttpRequest, whole: HttpResponse, size: int) -> range | None:
    """Return the bytes that were asked for; an empty range where the file has none of them.

    None is the whole file: without a range, with several, with one that cannot be read, or when the
    file has changed.
    """
    match = RANGE.fullmatch(request.headers.get("Range", ""))
    if not match or not any(match.groups()) or not _unchanged(request, whole):
        return None
    first, last = match.groups()
    if not first:
        return range(max(0, size - int(last)), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1 if last else size))


def _unchanged(request: HttpRequest, whole: HttpResponse) -> bool:
    """Tell whether the part that the reader already has is of this content (If-Range)."""
    condition = request.headers.get("If-Range", "").strip()
    if not condition or condition == whole["ETag"]:
        return True
    time = parse_http_date_safe(condition)
    return time is not None and time == parse_http_date_safe(whole["Last-Modified"])


def _content(stored: FieldFile, span: range, whole: HttpResponse, status: int = 200) -> Download:
    """Send the bytes of the span under the headers of the whole; closed with the response."""
    handle = stored.storage.open(stored.name or "")
    body = handle if status == 200 else SlicedFile(handle, span.start, span[-1])
    response = Download(body, status=status, content_type=whole.headers["Content-Type"])
    for name, value in whole.headers.items():
        response.headers[name] = value
    response.headers["Content-Length"] = str(len(span))
    return response


def _out_of_range(whole: HttpResponse, size: int) -> HttpResponse:
    whole.status_code = 416
    whole.headers["Content-Range"] = f"bytes */{size}"
    whole.headers["Content-Length"] = "0"
    return whole
