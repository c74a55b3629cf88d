"""Workbooks that are damaged, or larger than they look."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from exchange.readers import Unreadable
from exchange.table import xlsx_file

SHEET = "xl/worksheets/sheet1.xml"
FIRST = re.compile(r'<c r="A1".*?</c>')


def workbook(change) -> bytes:
    """A workbook of one row, its sheet's XML changed."""
    out, book = BytesIO(), Workbook()
    for row in (["kind", "title"], ["tool", "Walks"]):
        book.active.append(row)
    book.save(out)
    changed = BytesIO()
    with ZipFile(out) as old, ZipFile(changed, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()).encode() if name == SHEET else text)
    return changed.getvalue()


def test_a_sheet_that_claims_to_reach_to_its_last_cell_is_read_as_far_as_it_goes():
    def far(xml: str) -> str:
        xml = re.sub(r'<dimension ref="[^"]*" */>', '<dimension ref="A1:XFD1048576"/>', xml)
        last = '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>tool</t></is></c></row>'
        return xml.replace("</sheetData>", f"{last}</sheetData>")

    table = xlsx_file.read(workbook(far))

    assert table.header == ["kind", "title"]
    assert [number for number, _cells in table.rows] == [2, 1048576]


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: FIRST.sub('<c r="A1" t="s"><v>999999</v></c>', xml),
        lambda xml: FIRST.sub('<c r="A1" t="s"><v>x</v></c>', xml),
        lambda xml: xml.replace('r="A1"', 'r="?"'),
        lambda xml: xml.replace('r="1"', 'r="one"'),
        lambda xml: xml[: len(xml) // 2],
        lambda xml: "",
    ],
)
def test_a_damaged_one_says_so(change):
    with pytest.raises(Unreadable):
        xlsx_file.read(workbook(change))
