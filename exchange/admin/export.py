"""The admin's list of entries, as it is filtered, as a table."""

from django.contrib import admin
from django.http import Http404, HttpResponse, StreamingHttpResponse

from documents.models import Entry
from exchange.export import header_and_rows
from exchange.table import csv_file, xlsx_file


def export(request, format_: str):
    """`request.GET` is that of the list."""
    model_admin = admin.site.get_model_admin(Entry)
    entries = model_admin.get_changelist_instance(request).get_queryset(request)
    return response(Entry.objects.filter(pk__in=entries.values("pk")).order_by("pk"), format_)


def response(entries, format_: str):
    """A table of entries to download."""
    if format_ not in ("csv", "xlsx"):
        raise Http404
    header, rows = header_and_rows(entries)
    if format_ == "csv":
        lines = csv_file.written(header, rows)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    else:
        answer = HttpResponse(xlsx_file.written(header, rows), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="entries.{format_}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
