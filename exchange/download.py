"""Tables of entries as responses to download."""

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse

from exchange.export import Exported
from exchange.table.formats import FORMATS


def download(table: Exported, format_: str) -> HttpResponse | StreamingHttpResponse:
    """Return the table as a file, sent as it is made where its format can; Http404 for a format
    that there is not."""
    if format_ not in FORMATS:
        raise Http404
    found = FORMATS[format_]
    content = found.write(*table)
    sort = HttpResponse if isinstance(content, bytes) else StreamingHttpResponse
    answer = sort(content, content_type=found.media_type)
    answer["Content-Disposition"] = f'attachment; filename="entries.{format_}"'
    answer["Cache-Control"] = "private, no-store"
    answer["Link"] = f'<{settings.COLLECTION_LICENCE_URL}>; rel="license"'
    return answer
