"""Where an account can go from an entry to its evidence, and what it can do there."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.curation.evidence import reconciling, two_readers
from documents.curation.evidence.correcting import may_correct, may_read_again
from documents.models import Entry, Finding


@dataclass(frozen=True)
class Way:
    label: str
    address: str


def may_see(entry: Entry, user) -> bool:
    """Tell who sees the page: whoever corrects this evidence or may confirm others' corrections."""
    return may_correct(entry, user) or may_read_again(entry, user)


def ways(entry: Entry, user) -> list[Way]:
    """List the ways from the entry to its evidence, and straight to what there is to do."""
    there = Finding.objects.filter(owner_id=entry.pk).exists()
    if not (may_see(entry, user) and (there or entry.kind.takes_findings)):
        return []
    hub = address("evidence_of", entry)
    correcting = [Way(_("Correct the findings"), f"{hub}#findings")]
    can_correct = there and not entry.is_withdrawn and may_correct(entry, user)
    return [Way(_("Evidence"), hub), *tasks(entry, user), *(correcting if can_correct else [])]


def tasks(entry: Entry, user) -> list[Way]:
    """List reading the entry and comparing two readings, as far as this account may."""
    return [*to_read(entry, user), *to_compare(entry, user)]


def to_read(entry: Entry, user) -> list[Way]:
    if not two_readers.may_read(entry, user):
        return []
    own = two_readers.own_reading(entry, user)
    if own is None and not two_readers.has_seat(entry):
        return []
    label = _("Your reading") if own else _("Read for evidence")
    return [Way(label, address("read_evidence", entry))]


def to_compare(entry: Entry, user) -> list[Way]:
    if not two_readers.pair(entry):
        return []
    decides = reconciling.may_reconcile(entry, user)
    if not (decides or two_readers.own_reading(entry, user)):
        return []
    label = _("Decide between two readings") if decides else _("See both readings")
    return [Way(label, address("compare_evidence", entry))]


def address(page: str, entry: Entry) -> str:
    return reverse(f"admin:documents_entry_{page}", args=[entry.pk])
