"""One public block from two readings: what agrees is taken over, what differs is decided."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from documents.curation.evidence.comparing import Compared, compare
from documents.curation.evidence.two_readers import RECONCILE, pair
from documents.evidence.rows import plain, without_blanks, write_rows
from documents.history import actions
from documents.history.words import label_of
from documents.models import Entry, EvidenceBlock
from documents.models.evidence import FindingColumns
from wording import Message, Messages
from wording import sentence as _
from wording.errors import ValidationError


class Choice(models.TextChoices):
    FIRST = "first", gettext_lazy("as the first reader says")
    SECOND = "second", gettext_lazy("as the second reader says")
    OTHER = "other", gettext_lazy("another direction or quality, which neither reader gave")
    NEITHER = "neither", gettext_lazy("leave it out")


@dataclass(frozen=True)
class Decision:
    """How a difference is settled and why; `wording` replaces the sentence where it is given.
    `direction` and `quality` count for the choice OTHER; empty: as the readers have it."""

    choice: str
    note: str
    wording: str = ""
    direction: str = ""
    quality: int | None = None


def may_reconcile(entry: Entry, user) -> bool:
    """Tell whether the account curates and is no reader of the pair: a third person decides."""
    own = entry.evidence_readings.open().filter(reader=user.pk)
    return user.has_perm(RECONCILE) and not own.exists()


@transaction.atomic
def reconcile(entry: Entry, curator, decisions: dict[str, Decision]) -> EvidenceBlock:
    """Make the public block; `decisions` are by the key of each row in which the readers differ.

    Raises PermissionDenied, or ValidationError where the readings are not both in or a
    difference is not decided.
    """
    actions.lock(entry)
    if not may_reconcile(entry, curator):
        raise PermissionDenied
    readings = pair(entry)
    if not readings:
        raise ValidationError(_("Both readings must be in before they are compared."))
    compared = compare(*readings)
    refuse_undecided(compared, decisions)
    block = new_block(entry, curator, notes(compared, decisions))
    rows = [settled(each, decisions) for each in compared]
    if problems := list(write_rows(block, filter(None, rows))):
        raise ValidationError(problems)
    entry.evidence_readings.open().update(closed_at=timezone.now())
    actions.entry_saved(entry, curator, action="evidence")
    return block


def refuse_undecided(compared: list[Compared], decisions: dict[str, Decision]) -> None:
    for each in compared:
        if each.agrees:
            continue
        decision = decisions.get(each.key)
        if not (decision and decision.choice in choices(each) and decision.note.strip()):
            raise ValidationError(
                _("“%(row)s”: choose, and say why in a note.") % {"row": each.subject}
            )


def choices(compared: Compared) -> list[str]:
    """List what a curator can choose.

    A reader who entered nothing cannot be followed, and without a finding there is nothing to judge
    otherwise.
    """
    there = {
        Choice.FIRST: compared.first,
        Choice.SECOND: compared.second,
        Choice.OTHER: compared.reported,
        Choice.NEITHER: True,
    }
    return [choice for choice, row in there.items() if row]


def settled(compared: Compared, decisions: dict[str, Decision]) -> dict | None:
    """Return the row that becomes public; None where it is left out."""
    if compared.agrees:
        return compared.agreed
    decision = decisions[compared.key]
    if decision.choice == Choice.NEITHER:
        return None
    if decision.choice == Choice.OTHER:
        return judged_otherwise(compared, decision)
    chosen = compared.first if decision.choice == Choice.FIRST else compared.second
    return reworded(plain(chosen), decision) if chosen else None


def reworded(row: dict, decision: Decision) -> dict:
    wording = decision.wording.strip()
    return row | {"finding": wording} if wording and row.get("finding") else row


def judged_otherwise(compared: Compared, decision: Decision) -> dict:
    """Return the readers' finding with a direction or quality of the curator's own."""
    given = {"direction": decision.direction, "quality": decision.quality}
    row = reworded(compared.merged, decision) | without_blanks(given)
    if row.get("direction") == FindingColumns.Direction.NOT_MEASURED:
        row = {name: value for name, value in row.items() if name not in ("finding", "quality")}
    if any(judgement(row) == judgement(plain(each)) for each in compared.rows):
        raise ValidationError(
            _("“%(row)s”: a reader says the same; decide as that reader does.")
            % {"row": compared.name}
        )
    return row


def judgement(row: dict) -> tuple:
    return row.get("direction"), row.get("quality")


def notes(compared: list[Compared], decisions: dict[str, Decision]) -> Messages:
    """Say why each difference was settled as it was; for curators alone."""
    return Messages.of(note(each, decisions[each.key]) for each in compared if not each.agrees)


def note(compared: Compared, decision: Decision) -> Message:
    return Message("%(row)s: %(choice)s. %(note)s") % {
        "row": compared.subject,
        "choice": in_words(decision),
        "note": decision.note,
    }


def in_words(decision: Decision) -> Promise | Message:
    """Say what was chosen; for one of the curator's own, also what it is."""
    label = Choice(decision.choice).label
    if decision.choice != Choice.OTHER:
        return label
    chosen = without_blanks({"direction": decision.direction, "quality": decision.quality})
    if "direction" in chosen:
        chosen["direction"] = label_of(FindingColumns.Direction, chosen["direction"])
    return Message("%(choice)s (%(chosen)s)") % {"choice": label, "chosen": [*chosen.values()]}


def new_block(entry: Entry, curator, note: Messages) -> EvidenceBlock:
    """Put an empty block in place of the one there was."""
    EvidenceBlock.objects.filter(entry=entry).delete()
    return EvidenceBlock.objects.create(entry=entry, readers=2, decided_by=curator, note=note)
