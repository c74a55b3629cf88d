"""Excel workbooks: the first sheet that is not hidden."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.conf import settings
from openpyxl import Workbook, load_workbook

from documents.files.inspection import Refused, inspect
from exchange.readers import Unreadable
from exchange.table.cells import LEFT_OUT, plain, safe
from exchange.table.table import MOST_COLUMNS, Table, table
from wording import sentence as _

LONGEST = 32_767  # characters that a cell of a workbook can hold


def read(data: bytes) -> Table:
    """Read a workbook. Raises Unreadable for what is none, or one that means harm."""
    try:
        inspect(BytesIO(data), "table.xlsx", settings.MAX_UPLOAD_BYTES)
        workbook = load_workbook(BytesIO(data), read_only=True, data_only=True)
        return table(lines(workbook))
    except Refused as refusal:
        raise Unreadable(refusal) from None
    except Unreadable:
        raise
    except Exception as error:  # openpyxl trusts what it reads, and fails in many ways
        raise Unreadable(_("The workbook is damaged.")) from error


def lines(workbook: Any) -> Iterator[list[str]]:
    sheets = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
    if not sheets:
        raise Unreadable(_("The workbook has no sheet."))
    sheets[0].reset_dimensions()  # some programs say that a sheet is a million rows long
    for row in sheets[0].iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
        yield [plain(text(value)) for value in row] if any(row) else []


def text(value: Any) -> str:
    """Write a cell as people see it: a day without its hour, a whole number without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def written(header: list[str], rows: Iterable[list[str]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("entries")
    sheet.freeze_panes = "B2"
    sheet.append(header)
    for row in rows:
        sheet.append([safe(cell) if len(cell) < LONGEST else LEFT_OUT for cell in row])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()
