"""Findings that stand are corrected: the wording by one curator, the substance by two people.

Direction, quality and outcome are what two readers agreed on; whoever wants another proposes it,
and somebody else confirms it before readers see it.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from documents.audience import Audience
from documents.curation.authors import by
from documents.curation.evidence.two_readers import READ, RECONCILE, can_see, comes_from
from documents.curation.permissions import CURATE
from documents.evidence.rows import fill, known_outcomes, plain, without_blanks
from documents.history import actions
from documents.models import Entry, Finding, FindingCorrection, Revision

SUBSTANCE = ("outcome", "direction", "quality", "reported")


def may_correct(entry: Entry, user) -> bool:
    return user.has_perm(RECONCILE) and can_see(entry, user)


def may_read_again(entry: Entry, user) -> bool:
    """Tell whether the account may decide on what others propose.

    That may who reads or reconciles evidence, but for whoever the entry comes from.
    """
    reads = user.has_perm(READ) or user.has_perm(RECONCILE)
    return reads and can_see(entry, user) and not comes_from(entry, user)


def may_confirm(correction: FindingCorrection, user) -> bool:
    is_another = correction.proposed_by_id != user.pk
    return is_another and may_read_again(correction.entry, user)


def may_refuse(correction: FindingCorrection, user) -> bool:
    """Tell whether the account may refuse the proposal; whoever proposed it can take it back."""
    own = correction.proposed_by_id == user.pk
    return may_correct(correction.entry, user) if own else may_confirm(correction, user)


def to_confirm(user) -> QuerySet[FindingCorrection]:
    """Return the proposals of others that the account may decide on, longest waiting first."""
    own = Entry.objects.filter(by(user)).values("pk")
    begun = Revision.objects.filter(number=1, actor=user).values("entry")
    proposals = FindingCorrection.objects.open().exclude(proposed_by=user)
    proposals = proposals.exclude(entry__in=own).exclude(entry__in=begun)
    if not user.has_perm(CURATE):
        readable = Entry.objects.readable_to(Audience.of(user))
        proposals = proposals.filter(entry__in=readable.values("pk"))
    return proposals.select_related("entry", "proposed_by").order_by("pk")


# -- Proposing -------------------------------------------------------------------------------


@transaction.atomic
def correct(
    entry: Entry, finding_pk: int, curator, row: dict, note: str, opened: int
) -> FindingCorrection | None:
    """Let a finding say what `row` says; `opened` is the version of the entry that was looked at.

    Returns the proposal where the substance is another: readers see nothing of it yet. Raises
    PermissionDenied, or ValidationError where the row is not in order or came too late.
    """
    finding = taken(entry, finding_pk, curator, note, opened)
    before, after = plain(finding), without_blanks(row)
    if same(before, after):
        raise ValidationError(_("Nothing is changed."))
    sources = fill(finding, after, known_outcomes())
    if is_of_substance(before, after):
        return FindingCorrection.objects.create(
            entry=entry, finding=finding, before=before, after=after, note=note.strip(),
            proposed_by=curator,
        )  # fmt: skip
    write(entry, finding, sources, curator, note)
    return None


@transaction.atomic
def delete(entry: Entry, finding_pk: int, curator, reason: str, opened: int) -> None:
    """Take a finding from the entry; the reason stays in the history, beside what it said."""
    finding = taken(entry, finding_pk, curator, reason, opened)
    finding.delete()
    actions.entry_saved(entry, curator, reason.strip(), action="evidence")


def taken(entry: Entry, finding_pk: int, curator, note: str, opened: int) -> Finding:
    """Lock the entry and return its finding.

    Raises PermissionDenied, and ValidationError where there is no note, the entry has changed since
    `opened`, or the finding is gone or has a proposal.
    """
    actions.lock(entry)
    if not may_correct(entry, curator):
        raise PermissionDenied
    refuse_withdrawn(entry)
    if not note.strip():
        raise ValidationError(_("Say what changes and why; readers see it."))
    if entry.version != opened:
        raise ValidationError(
            _("Somebody changed this entry after you opened it. Nothing of yours is saved yet: "
              "look at the finding as it is now, and save again.")
        )  # fmt: skip
    finding = Finding.objects.filter(owner_id=entry.pk, pk=finding_pk).first()
    if finding is None:
        raise ValidationError(_("This finding is not there any more."))
    if finding.corrections.open().exists():
        raise ValidationError(_("A proposal waits for this finding; it is to be decided first."))
    return finding


def refuse_withdrawn(entry: Entry) -> None:
    if entry.is_withdrawn:
        raise ValidationError(_("A withdrawn entry does not change."))


def is_of_substance(before: dict, after: dict) -> bool:
    return any(before.get(name) != after.get(name) for name in SUBSTANCE)


def same(one: dict, other: dict) -> bool:
    return comparable(one) == comparable(other)


def comparable(row: dict) -> dict:
    """Return a row in which the order of sources does not count."""
    return row | {"sources": sorted(map(str, row.get("sources", ())))}


def write(entry: Entry, finding: Finding, sources: list[int], actor, note: str) -> None:
    finding.save()
    finding.sources.set(sources)
    actions.entry_saved(entry, actor, note.strip(), action="evidence")


# -- Deciding --------------------------------------------------------------------------------


@transaction.atomic
def confirm(entry: Entry, correction_pk: int, reader) -> None:
    """Let readers see what somebody else proposed.

    Raises PermissionDenied, or ValidationError where it is decided already or the finding has
    become another since.
    """
    correction = waiting(entry, correction_pk)
    if not may_confirm(correction, reader):
        raise PermissionDenied
    refuse_withdrawn(entry)
    finding = correction.finding
    if finding is None or not same(plain(finding), correction.before):
        raise ValidationError(
            _("The finding has changed since this was proposed; refuse it, and propose anew.")
        )
    sources = fill(finding, correction.after, known_outcomes())
    close(correction, reader, is_confirmed=True)
    write(entry, finding, sources, reader, correction.note)


@transaction.atomic
def refuse(entry: Entry, correction_pk: int, reader, reason: str) -> None:
    """Leave the finding as it is; whoever proposed the change takes it back so."""
    correction = waiting(entry, correction_pk)
    if not may_refuse(correction, reader):
        raise PermissionDenied
    if not reason.strip():
        raise ValidationError(_("Say why the finding stays as it is."))
    close(correction, reader, is_confirmed=False, reason=reason.strip())


def waiting(entry: Entry, correction_pk: int) -> FindingCorrection:
    actions.lock(entry)
    correction = entry.finding_corrections.open().filter(pk=correction_pk).first()
    if correction is None:
        raise ValidationError(_("This proposal is decided already."))
    return correction


def close(correction: FindingCorrection, reader, is_confirmed: bool, reason: str = "") -> None:
    correction.decided_by, correction.decided_at = reader, timezone.now()
    correction.is_confirmed, correction.reason = is_confirmed, reason
    correction.save(update_fields=["decided_by", "decided_at", "is_confirmed", "reason"])
