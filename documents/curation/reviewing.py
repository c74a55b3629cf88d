"""Asking for reviews, sending them and saying no. A review that is sent does not change."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from documents.curation import letters
from documents.curation.authors import is_author
from documents.curation.conversation import open_review
from documents.curation.permissions import CURATE, REVIEW
from documents.curation.standing import Standing
from documents.history import actions
from documents.models import Criterion, Entry, Review, Score
from wording import sentence as _
from wording.errors import ValidationError


@transaction.atomic
def assign(entry: Entry, reviewer, actor, due_on: date | None = None) -> Review:
    """Ask an account to review an entry in its present round.

    Raises PermissionDenied for who may not ask, ValidationError where the entry is not in review
    or the account cannot judge it.
    """
    actions.lock(entry)
    if not actor.has_perm(CURATE):
        raise PermissionDenied
    if entry.state != Entry.State.IN_REVIEW:
        raise ValidationError(_("%(entry)s is not in review.") % {"entry": entry.identifier})
    refuse_reviewer(entry, reviewer)
    try:
        with transaction.atomic():
            review = Review.objects.create(
                entry=entry, round=entry.review_round, reviewer=reviewer, assigned_by=actor,
                due_on=due_on,
            )  # fmt: skip
    except IntegrityError:
        raise ValidationError(_("This reviewer has been asked already.")) from None
    letters.tell_reviewer(review)
    return review


def refuse_reviewer(entry: Entry, reviewer) -> None:
    if not (reviewer.is_active and reviewer.has_perm(REVIEW)):
        raise ValidationError(_("This account is not a reviewer."))
    if is_author(entry, reviewer):
        raise ValidationError(_("The entry comes from this account; somebody else must judge it."))


def wanted_from(entry: Entry, user) -> Review | None:
    """Return the review that this account can write now."""
    return open_review(entry, user) if entry.state == Entry.State.IN_REVIEW else None


@transaction.atomic
def submit(review: Review, reviewer, given: dict[Criterion, tuple[int, str]], remark: str) -> None:
    """Send a review: criterion -> (score, reason), one for every criterion in use."""
    review = own_open(review, reviewer)
    if not given or set(given) != set(Criterion.objects.filter(is_active=True)):
        raise ValidationError(_("Give a score for every criterion."))
    Score.objects.bulk_create(
        Score(review=review, criterion=criterion, value=value, comment=reason.strip())
        for criterion, (value, reason) in given.items()
    )
    review.submitted_at, review.remark = timezone.now(), remark.strip()
    review.save(update_fields=["submitted_at", "remark"])
    if Standing(review.entry).is_complete:
        letters.post("reviewed", review.entry, [review.assigned_by])


@transaction.atomic
def refuse(review: Review, reviewer, remark: str = "") -> None:
    """Say no: for lack of time, or because one stands too near. Another is asked then."""
    review = own_open(review, reviewer)
    review.refused_at, review.remark = timezone.now(), remark.strip()
    review.save(update_fields=["refused_at", "remark"])
    letters.post("refused", review.entry, [review.assigned_by], review.remark)


@transaction.atomic
def release(review: Review, actor) -> None:
    """Ask no longer: a review that is not sent yet is taken back."""
    actions.lock(review.entry)
    if not actor.has_perm(CURATE):
        raise PermissionDenied
    review = Review.objects.get(pk=review.pk)
    if not review.is_open:
        raise ValidationError(_("This review is in, or was refused; it stays on record."))
    review.delete()


def own_open(review: Review, reviewer) -> Review:
    """Lock the review with its entry and return it as it is now.

    Raises PermissionDenied where it is not this account's to write, ValidationError where it is
    closed.
    """
    actions.lock(review.entry)
    review = Review.objects.select_related("entry__kind", "assigned_by").get(pk=review.pk)
    if review.reviewer_id != reviewer.pk or not reviewer.has_perm(REVIEW):
        raise PermissionDenied
    entry = review.entry
    is_current = entry.state == Entry.State.IN_REVIEW and review.round == entry.review_round
    if not (is_current and review.is_open):
        raise ValidationError(_("This review is closed."))
    return review
