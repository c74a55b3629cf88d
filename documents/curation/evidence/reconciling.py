"""One public block from two readings: what agrees is taken over, what differs is decided."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.curation.evidence.comparing import Compared, compare
from documents.curation.evidence.two_readers import RECONCILE, pair
from documents.evidence.rows import plain, write_rows
from documents.history import actions
from documents.models import Entry, EvidenceBlock


class Choice(models.TextChoices):
    FIRST = "first", gettext_lazy("as the first reader says")
    SECOND = "second", gettext_lazy("as the second reader says")
    NEITHER = "neither", gettext_lazy("leave it out")


@dataclass(frozen=True)
class Decision:
    """How a difference is settled and why; `wording` replaces the sentence where it is given."""

    choice: str
    note: str
    wording: str = ""


def may_reconcile(entry: Entry, user) -> bool:
    """Curators, but for one who is a reader of the pair: a third person decides."""
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
        decision = None if each.agrees else decisions.get(each.key)
        unfit = decision is None or decision.choice not in choices(each)
        if not each.agrees and (unfit or not decision.note.strip()):
            raise ValidationError(
                _("“%(row)s”: choose, and say why in a note.") % {"row": each.name}
            )


def choices(compared: Compared) -> list[str]:
    """What a curator can choose; a reader who entered nothing cannot be followed."""
    there = {Choice.FIRST: compared.first, Choice.SECOND: compared.second}
    return [choice for choice, row in there.items() if row] + [Choice.NEITHER]


def settled(compared: Compared, decisions: dict[str, Decision]) -> dict | None:
    """The row that becomes public; None where it is left out."""
    if compared.agrees:
        return compared.agreed
    decision = decisions[compared.key]
    if decision.choice == Choice.NEITHER:
        return None
    row = plain(compared.first if decision.choice == Choice.FIRST else compared.second)
    wording = decision.wording.strip()
    return row | {"finding": wording} if wording and row.get("finding") else row


def notes(compared: list[Compared], decisions: dict[str, Decision]) -> str:
    """Why each difference was settled as it was; for curators alone."""
    return "\n".join(
        f"{each.name}: {Choice(decisions[each.key].choice).label}. {decisions[each.key].note}"
        for each in compared
        if not each.agrees
    )


def new_block(entry: Entry, curator, note: str) -> EvidenceBlock:
    """An empty block in place of the one there was."""
    EvidenceBlock.objects.filter(entry=entry).delete()
    return EvidenceBlock.objects.create(entry=entry, readers=2, decided_by=curator, note=note)
