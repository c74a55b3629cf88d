"""CSV in the encodings and with the separators that spreadsheets write."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from exchange.readers import Unreadable
from exchange.table.cells import plain, safe
from exchange.table.table import Table, table
from wording import sentence as _

ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ",;\t"
csv.field_size_limit(1_000_000)


def read(data: bytes) -> Table:
    text = decoded(data)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator(text), strict=True)
    try:
        return table([plain(cell) for cell in line] for line in lines)
    except csv.Error as error:
        raise Unreadable(
            _("Line %(line)d is no CSV: %(why)s") % {"line": lines.line_num, "why": str(error)}
        ) from None


def decoded(data: bytes) -> str:
    """Try UTF-8, UTF-16 with its mark, else what Windows wrote in western Europe."""
    encoding = next((name for mark, name in ENCODINGS.items() if data.startswith(mark)), "utf-8")
    for each in (encoding, "cp1252", "latin-1"):
        try:
            return data.decode(each).replace("\0", "")
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The file is no text."))


def separator(text: str) -> str:
    """Return the separator that stands most often in the first line."""
    first = text.lstrip("\r\n").splitlines()[:1] or [""]
    return max(SEPARATORS, key=first[0].count)


class Line:
    """A file that gives back what is written to it: a long table is sent as it is made."""

    def write(self, line: str) -> str:
        return line


def written(header: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    """Yield lines of UTF-8 CSV with the mark that Excel needs to read Arabic."""
    writer = csv.writer(Line())
    yield "\ufeff"
    yield writer.writerow(header)
    for row in rows:
        yield writer.writerow([safe(cell) for cell in row])
