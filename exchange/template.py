"""An empty workbook to fill in: a column for each field, choices where there is a vocabulary."""

from io import BytesIO
from typing import cast

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from documents.models import Kind
from documents.records.parts.part import Column
from documents.records.terms import Terms
from exchange.files import all_columns
from exchange.table.cells import safe

ROWS = 2000  # that the choices are offered in
CHOICES = "choices"
WIDTHS = {"title": 50, "takeaway": 50, "summary": 60}


def template(kind: Kind) -> bytes:
    """Make the workbook for entries of one kind, with the sections that it has."""
    columns = columns_of(kind, Terms())
    workbook = Workbook()
    sheet, choices = cast("Worksheet", workbook.active), workbook.create_sheet(CHOICES)
    sheet.title, sheet.freeze_panes, choices.sheet_state = "entries", "B2", "hidden"
    guidance = guidance_of(kind)
    for number, column in enumerate(columns, start=1):
        head = sheet.cell(1, number, column.name)
        head.font = Font(bold=True)
        if text := guidance.get(column.name) or column.help:
            head.comment = Comment(text, "TWG")
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(column.name, 20)
        offer(sheet, choices, number, list(column.options(kind)))
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def columns_of(kind: Kind, terms: Terms) -> list[Column]:
    """List columns, without sections of other kinds, and vocabularies of theirs alone."""
    own = {
        "sections": {each.key for each in kind.section_templates.all()},
        "concepts": {scheme.code for scheme in kind.vocabularies()},
    }
    return [
        each
        for each in all_columns(terms)
        if each.path[0] not in own or each.path[1] in own[each.path[0]]
    ]


def guidance_of(kind: Kind) -> dict[str, str]:
    return {f"section:{t.key}": f"{t.heading}. {t.guidance}" for t in kind.section_templates.all()}


def offer(sheet: Worksheet, choices: Worksheet, number: int, values: list[str]) -> None:
    """Offer a list to choose from, kept on the hidden sheet; other values may be typed too."""
    if not values:
        return
    letter = get_column_letter(number)
    for row, value in enumerate(values, start=1):
        choices.cell(row, number, safe(value))
    rule = DataValidation("list", f"{CHOICES}!${letter}$1:${letter}${len(values)}")
    rule.showErrorMessage = False  # several values in one cell are no member of the list
    rule.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(rule)
