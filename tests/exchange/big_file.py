"""A large table of entries, and the same with errors planted at known cells."""

import csv
from io import StringIO
from itertools import cycle, islice

HEADER = [
    "key", "identifier", "kind", "title", "title_language", "takeaway", "summary", "text_language",
    "issued", "access", "embargo_until", "type", "period_start", "period_end", "creators",
    "doi", "isbn", "theme", "places", "links", "relations", "section:purpose", "title_es",
    "found_on", "review_due",
]  # fmt: skip

# Sort of error -> (column, what stands there, a word of what is said of it).
PLANTED = {
    "no title": ("title", "", "needs its title"),
    "long title": ("title", "x" * 501, "500 characters"),
    "unknown kind": ("kind", "gadget", "not known"),
    "bad language": ("title_language", "English!", "Two letters"),
    "long takeaway": ("takeaway", "t" * 201, "200 characters"),
    "long summary": ("summary", "s" * 4001, "4000 characters"),
    "bad date": ("issued", "May 2019", "Write 2019"),
    "no such day": ("issued", "2023-02-30", "no such date"),
    "unknown access": ("access", "secret", "valid choice"),
    "embargo without access": ("embargo_until", "2030-01-01", "embargo"),
    "embargo that is no day": ("embargo_until", "soon", "no day"),
    "unknown type": ("type", "scroll", "valid choice"),
    "year that is none": ("period_start", "19x9", "no year"),
    "period backwards": ("period_end", "1901", "ends before"),
    "bad DOI": ("doi", "10/abc", "A DOI looks like"),
    "bad ISBN": ("isbn", "12", "An ISBN has"),
    "unknown concept": ("theme", "no-such-theme", "not known"),
    "unknown place": ("places", "Atlantis", "not known"),
    "bad link": ("links", "ftp://example.net/x", "valid URL"),
    "relation to nothing": ("relations", "documents TWG-999999", "no entry"),
    "day that is none": ("review_due", "2026-13-01", "no day"),
}


def good_row(number: int) -> dict[str, str]:
    return {
        "key": f"row-{number}", "kind": "tool", "title": f"Guide number {number}",
        "title_language": "en", "takeaway": "Walk the street.",
        "summary": f"What guide {number} is.",
        "text_language": "en", "issued": f"{1990 + number % 30}-0{1 + number % 9}",
        "access": "open", "type": "report", "period_start": "1999", "period_end": "2004",
        "creators": f"Family{number % 700}, Given; UN-Habitat", "doi": f"10.1234/guide.{number}",
        "theme": ["youth", "women; youth", "police"][number % 3], "places": "gao @ is_about",
        "links": f"https://example.net/{number} Page; https://example.org/{number}",
        "section:purpose": "To see.\nTo act.", "title_es": f"Guía número {number}",
        "found_on": "2026-01-31", "review_due": "2028-01-31",
    }  # fmt: skip


def table(count: int, errors: int = 0) -> tuple[bytes, dict[int, tuple[str, str]]]:
    """(CSV, row of the file -> (column with an error, a word of its message))."""
    out, planted = StringIO(), {}
    writer = csv.DictWriter(out, HEADER, restval="")
    writer.writeheader()
    wanted = list(islice(cycle(PLANTED), errors))
    apart = count // max(1, errors)
    for number in range(count):
        row = good_row(number)
        if number % apart == 0 and number // apart < len(wanted):
            column, value, word = PLANTED[wanted[number // apart]]
            row[column] = value
            planted[number + 2] = (column, word)
        writer.writerow(row)
    return out.getvalue().encode(), planted
