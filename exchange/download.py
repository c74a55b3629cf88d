"""Tables of entries as responses to download."""

from django.http import Http404, HttpResponse, StreamingHttpResponse

from exchange.export import Exported
from exchange.table import csv_file, xlsx_file

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("csv", "xlsx")


def download(table: Exported, format_: str) -> HttpResponse | StreamingHttpResponse:
    """The table as a file; a long CSV is sent as it is made."""
    if format_ not in FORMATS:
        raise Http404
    header, rows = table
    answer: HttpResponse | StreamingHttpResponse
    if format_ == "csv":
        lines = csv_file.written(header, rows)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(xlsx_file.written(header, rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="entries.{format_}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
