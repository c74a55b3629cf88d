"""A record flattened to its smallest parts that are compared and replaced as one.

`("citation", "volume") -> "3"`, `("concepts", "goal") -> ["G1", "G5"]`. What a source does not
have is no leaf, so a partial record changes nothing else.
"""

from collections.abc import Callable

Path = tuple[str, ...]
Leaves = dict[Path, object]

NESTED = ("citation", "period", "provenance", "concepts", "sections")
PEOPLE = ("creators", "editors", "publishers")
NOT_COMPARED = ("key", "identifier", "state", "files", "withdrawal_reason", "replacement",
                "evidence")  # fmt: skip


def leaves(record: dict) -> Leaves:
    """Path -> value, in a form that is equal where the meaning is."""
    flat: Leaves = {}
    for name, value in record.items():
        if name not in NOT_COMPARED:
            flat |= FLATTEN.get(name, single)(name, value)
    return {path: value for path, value in flat.items() if value not in ("", None, [])}


def single(name: str, value) -> Leaves:
    return {(name,): normal(value)}


def nested(name: str, values: dict) -> Leaves:
    return {(name, below): normal(value) for below, value in values.items()}


def concepts(name: str, codes: dict[str, list[str]]) -> Leaves:
    return {(name, scheme): sorted(map(str, found)) for scheme, found in codes.items()}


def translations(name: str, texts: dict[str, dict]) -> Leaves:
    return {
        (name, language, field): normal(text)
        for language, fields in texts.items()
        for field, text in fields.items()
    }


def identifiers(name: str, rows: list[dict]) -> Leaves:
    flat: dict[Path, list[str]] = {}
    for row in rows:
        flat.setdefault((name, row["scheme"]), []).append(row["value"])
    return {path: sorted(values) for path, values in flat.items()}


def people(name: str, rows: list[dict]) -> Leaves:
    """In their order; the acronym belongs to the organisation, not to its part in the work."""
    return {(name,): [{k: row[k] for k in ("person", "organisation") if k in row} for row in rows]}


def ordered(name: str, rows: list[dict]) -> Leaves:
    return {(name,): sorted(rows, key=lambda row: sorted(row.items()))}


def as_they_stand(name: str, rows: list[dict]) -> Leaves:
    return {(name,): rows}


def normal(value):
    """Text with one sort of line end, without space at its ends; anything else as it is."""
    return (
        value.replace("\r\n", "\n").replace("\r", "\n").strip() if isinstance(value, str) else value
    )


FLATTEN: dict[str, Callable[[str, object], Leaves]] = {
    **dict.fromkeys(NESTED, nested),
    **dict.fromkeys(PEOPLE, people),
    "concepts": concepts,
    "translations": translations,
    "identifiers": identifiers,
    "places": ordered,
    "relations": ordered,
    "links": as_they_stand,
}


def record(flat: Leaves) -> dict:
    """Leaves put together again, in the form of documents.records.plain."""
    whole: dict = {}
    for path, value in flat.items():
        if path[0] == "identifiers":
            rows = [{"scheme": path[1], "value": each} for each in value]
            whole.setdefault("identifiers", []).extend(rows)
            continue
        place = whole
        for step in path[:-1]:
            place = place.setdefault(step, {})
        place[path[-1]] = value
    return whole
