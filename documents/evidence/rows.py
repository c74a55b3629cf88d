"""Findings as plain rows, and back: what forms, versions, imports and readers of data exchange.

{"dimension": "effect", "outcome": "homicide", "direction": "fewer", "finding": "…",
 "quality": 4, "sources": [{"entry": "TWG-0012"}, {"text": "…", "url": "…"}]}
{"dimension": "economics", "reported": False}
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from django.db.models import Prefetch, QuerySet

from documents.evidence.outcomes import outcomes
from documents.identifier import number_in
from documents.models import Entry, EvidenceBlock, EvidenceReading, Finding, ReadingFinding
from documents.models.evidence import FindingColumns
from taxonomy.models import Concept
from wording import Message, Messages
from wording import sentence as _
from wording.errors import ValidationError

KNOWN = {"dimension", "outcome", "direction", "reported", "finding", "quality", "sources"}
Owner = EvidenceBlock | EvidenceReading
F = TypeVar("F", bound=FindingColumns)
Resolve = Callable[[str], int | None]


def rows_of(entry: Entry) -> list[dict[str, Any]]:
    """List the public findings of an entry as plain rows."""
    block = getattr(entry, "evidence_block", None)
    return [plain(each) for each in block.findings.all()] if block else []


def plain_rows(findings: QuerySet[Any]) -> list[dict[str, Any]]:
    named = Prefetch("sources", Entry.objects.only("pk"))
    found = findings.select_related("outcome").prefetch_related(named)
    return [plain(each) for each in found]


def plain(finding: FindingColumns) -> dict[str, Any]:
    """Write one finding as a plain row; what it does not say is left out."""
    row = {
        "dimension": finding.dimension,
        "outcome": finding.outcome and finding.outcome.code,
        "direction": finding.direction,
        "reported": None if finding.is_reported or finding.outcome_id else False,
        "finding": finding.text,
        "quality": finding.quality,
        "sources": sources(finding),
    }
    return without_blanks(row)


def without_blanks(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value not in (None, "", [])}


def sources(finding: FindingColumns) -> list[dict[str, Any]]:
    entries = [{"entry": each.identifier} for each in finding.sources.all()]
    other = {"text": finding.reference, "url": finding.reference_url}
    other = {name: value for name, value in other.items() if value}
    return [*entries, *([other] if other else [])]


# -- Writing ---------------------------------------------------------------------------------


def entry_of(reference: str) -> int | None:
    """Return the key of the entry that a permanent identifier means; None where there is none."""
    try:
        return Entry.objects.filter(pk=number_in(reference)).values_list("pk", flat=True).first()
    except ValueError:
        return None


def write_rows(
    owner: Owner, rows: Iterable[dict[str, Any]], resolve: Resolve = entry_of
) -> Iterator[Message]:
    """Replace the findings of a block or a reading; yields what is wrong with each row instead."""
    owner.findings.all().delete()
    known = known_outcomes()
    for number, row in enumerate(rows, start=1):
        try:
            write_row(owner, row, known, resolve)
        except ValidationError as error:
            yield problem(number, Messages.of(error))
        except (AttributeError, TypeError, ValueError) as error:
            yield problem(number, f"{type(error).__name__} {error}")


def known_outcomes() -> dict[str, Concept]:
    return {each.code: each for each in outcomes()}


def problem(number: int, text: str | Messages) -> Message:
    return _("finding %(number)d: %(problem)s") % {"number": number, "problem": text}


def write_row(
    owner: Owner, row: dict[str, Any], known: dict[str, Concept], resolve: Resolve
) -> None:
    finding = new_finding(owner)
    entries = fill(finding, row, known, resolve)
    finding.save()
    finding.sources.set(entries)


def new_finding(owner: Owner) -> Finding | ReadingFinding:
    if isinstance(owner, EvidenceBlock):
        return Finding(owner=owner)
    return ReadingFinding(owner=owner)


def fill(
    finding: FindingColumns,
    row: dict[str, Any],
    known: dict[str, Concept],
    resolve: Resolve = entry_of,
) -> list[int]:
    """Do as `filled`; raise ValidationError also where the finding as a whole is not in order."""
    finding, entries = filled(finding, row, known, resolve)
    finding.full_clean()
    return entries


def filled(
    finding: F, row: dict[str, Any], known: dict[str, Concept], resolve: Resolve
) -> tuple[F, list[int]]:
    """Return the finding with its columns, and the ids of the entries that it rests on; neither is
    saved. Raises ValidationError for a field, an outcome or an entry that is not known."""
    refuse_unknown("field", sorted(set(row) - KNOWN))
    if row.get("outcome"):
        refuse_unknown("outcome", [row["outcome"]] if row["outcome"] not in known else [])
    entries, others = split(row.get("sources", ()), resolve)
    for name, value in {**columns(row, known), **others}.items():
        setattr(finding, name, value)
    return finding, entries


def columns(row: dict[str, Any], known: dict[str, Concept]) -> dict[str, Any]:
    not_measured = FindingColumns.Direction.NOT_MEASURED
    return {
        "dimension": row.get("dimension", ""),
        "outcome": known.get(row.get("outcome") or ""),
        "direction": row.get("direction", ""),
        "is_reported": row.get("reported", True) and row.get("direction") != not_measured,
        "text": row.get("finding", "").strip(),
        "quality": row.get("quality"),
    }


def split(given: Iterable[dict[str, Any]], resolve: Resolve) -> tuple[list[int], dict[str, Any]]:
    """Return (ids of the entries among the sources, columns of the one that is none)."""
    entries: dict[str, int | None] = {}
    others: list[dict[str, Any]] = []
    for each in given:
        if "entry" in each:
            entries[each["entry"]] = resolve(str(each["entry"]))
        else:
            others.append(each)
    refuse_unknown("entry", [name for name, pk in entries.items() if pk is None])
    if len(others) > 1:
        raise ValidationError(_("Name one source that is not an entry; enter the others first."))
    other = others[0] if others else {}
    return [pk for pk in entries.values() if pk is not None], {
        "reference": other.get("text", ""),
        "reference_url": other.get("url", ""),
    }


def refuse_unknown(what: str, values: list[Any]) -> None:
    if values:
        named = ", ".join(map(str, values))
        raise ValidationError(
            _("%(what)s: “%(value)s” is not known.") % {"what": what, "value": named}
        )
