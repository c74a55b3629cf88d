"""The way of an entry from draft to tombstone: each step, who may take it and what it needs.

The pairs of states are also held by a trigger in the database (documents/sql/twg_refuse_state.sql),
so that no other way of writing can take a step that is not here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from documents.curation import harm
from documents.curation.authors import is_author
from documents.curation.dependents import Decisions, Withdrawal
from documents.curation.letters import tell_of
from documents.curation.permissions import CURATE, PUBLISH
from documents.curation.standing import Standing
from documents.history import actions
from documents.history.requirements import Missing, missing
from documents.models import Entry
from wording import Message, Messages
from wording import sentence as _
from wording.errors import ValidationError

State = Entry.State


@dataclass(frozen=True)
class Transition:
    """One step: `sources` → `target`, for those with `permission` (and for authors, if
    `author_may`). `reason` asks for one and says who reads it. What `judgement` finds lacking can
    be overridden with a reason, what `requirements` find cannot."""

    code: str
    label: StrOrPromise
    sources: frozenset[str]
    target: Entry.State
    permission: str
    reason: StrOrPromise = ""
    author_may: bool = False
    requirements: Callable[[Entry], dict[str, Message]] = field(default=lambda entry: {})
    judgement: Callable[[Entry], list[Message]] = field(default=lambda entry: [])


def not_yet_fit(entry: Entry) -> dict[str, Message]:
    """Map fields to what they lack for publication, the do-no-harm questions included."""
    return in_words(missing(entry), harm.unanswered(entry))


def in_words(gaps: list[Missing], unanswered: int) -> dict[str, Message]:
    lacking = {each.field: each.message for each in gaps}
    if unanswered:
        lacking["harm"] = _("The do-no-harm questions are not all answered.")
    return lacking


def not_reviewed(entry: Entry) -> list[Message]:
    """Say what the reviews lack; an accepted entry has passed them."""
    return [] if entry.state == State.ACCEPTED else Standing(entry).shortfalls


OVERRIDE = "documents.override_review"
NONE_DECIDED: Decisions = {}

TRANSITIONS = {
    each.code: each
    for each in (
        Transition(
            "submit", gettext_lazy("Submit"), frozenset({State.DRAFT}), State.SUBMITTED, CURATE,
            author_may=True,
        ),
        Transition(
            "start_review", gettext_lazy("Send to reviewers"), frozenset({State.SUBMITTED}),
            State.IN_REVIEW, CURATE,
        ),
        Transition(
            "return", gettext_lazy("Return for changes"),
            frozenset({State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED}), State.DRAFT, CURATE,
            reason=gettext_lazy("What should be changed. Whoever suggested the entry reads this."),
        ),
        Transition(
            "accept", gettext_lazy("Accept"), frozenset({State.SUBMITTED, State.IN_REVIEW}),
            State.ACCEPTED, CURATE, judgement=not_reviewed,
        ),
        Transition(
            "decline", gettext_lazy("Decline"),
            frozenset({State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED}), State.DECLINED, CURATE,
            reason=gettext_lazy("Everybody reads this, in the list of what was declined."),
        ),
        Transition(
            "reconsider", gettext_lazy("Reconsider"), frozenset({State.DECLINED}),
            State.SUBMITTED, CURATE, reason=gettext_lazy("What has changed since it was declined."),
        ),
        Transition(
            "publish", gettext_lazy("Publish"), frozenset({State.DRAFT, State.ACCEPTED}),
            State.PUBLISHED, PUBLISH, requirements=not_yet_fit, judgement=not_reviewed,
        ),
        Transition(
            "supersede", gettext_lazy("Supersede"), frozenset({State.PUBLISHED}),
            State.SUPERSEDED, PUBLISH,
            reason=gettext_lazy("Visitors of the entry's address read this."),
        ),
        Transition(
            "reinstate", gettext_lazy("Reinstate"), frozenset({State.SUPERSEDED}),
            State.PUBLISHED, PUBLISH, requirements=not_yet_fit,
            reason=gettext_lazy("Why it stands for itself again. Curators read this."),
        ),
        Transition(
            "withdraw", gettext_lazy("Withdraw"), frozenset({State.PUBLISHED, State.SUPERSEDED}),
            State.WITHDRAWN, PUBLISH,
            reason=gettext_lazy("Visitors of the entry's address read this."),
        ),
    )
}  # fmt: skip


def may(user, transition: Transition, entry: Entry) -> bool:
    """Tell whether the account may take this step with this entry, if it is where it begins."""
    return user.has_perm(transition.permission) or (
        transition.author_may and user.is_active and is_author(entry, user)
    )


def offered(entry: Entry, user) -> list[Transition]:
    """List the steps that the account can take now."""
    steps = [each for each in TRANSITIONS.values() if entry.state in each.sources]
    return [each for each in steps if may(user, each, entry)]


@transaction.atomic
def perform(
    entry: Entry,
    code: str,
    user,
    reason: str = "",
    replacement: Entry | None = None,
    decisions: Decisions = NONE_DECIDED,
) -> None:
    """Take a step as this account; the entry is locked and looked at anew first. `decisions` say
    what becomes of the entries that a withdrawn one stands for.

    Raises PermissionDenied where the account may not, ValidationError where the entry has moved
    on, something is missing, or a reason is wanted.
    """
    transition, reason = TRANSITIONS[code], reason.strip()
    actions.lock(entry, replacement)
    overridden = check(entry, transition, user, reason)
    take(entry, transition, user, Messages.of(reason, overridden), replacement, decisions)
    # A reason that only an override asked for is the curators' own.
    tell_of(entry, code, reason if transition.reason else "", user)


@transaction.atomic
def take_back(entry: Entry, target: str, user) -> None:
    """Undo a publication as this account, to the state that it had before; raises as `perform`."""
    if not user.has_perm(PUBLISH):
        raise PermissionDenied
    actions.take_back(entry, target, user)
    tell_of(entry, "take_back", "", user)


def check(entry: Entry, transition: Transition, user, reason: str) -> list[Message]:
    """Raise what `perform` raises; what of the reviews' judgement would be overridden."""
    if not may(user, transition, entry):
        raise PermissionDenied
    refuse_wrong_state(entry, transition)
    if lacking := transition.requirements(entry):
        raise ValidationError(lacking)
    overridden = transition.judgement(entry)
    refuse_override(user, overridden, reason)
    if transition.reason and not reason:
        raise ValidationError({"reason": _("Say why.")})
    return overridden


def refuse_wrong_state(entry: Entry, transition: Transition) -> None:
    if entry.state not in transition.sources:
        raise ValidationError(
            _("%(entry)s is %(state)s now; “%(step)s” is not possible any more.")
            % {
                "entry": entry.identifier,
                "state": State(entry.state).label,
                "step": transition.label,
            }
        )


def refuse_override(user, overridden: list[Message], reason: str) -> None:
    if not overridden:
        return
    if not user.has_perm(OVERRIDE):
        raise ValidationError([*overridden, _("An organizer can decide otherwise, with a reason.")])
    if not reason:
        raise ValidationError({"reason": [*overridden, _("To go on all the same, say why.")]})


def take(
    entry: Entry,
    step: Transition,
    user,
    reason: Messages,
    replacement: Entry | None,
    decisions: Decisions,
) -> None:
    """Write the step; some have more to write than the state. `reason` is what was given, and
    after it what was overridden."""
    match step.code:
        case "start_review":
            actions.start_review(entry, user, reason)
        case "publish":
            actions.publish(entry, user, reason=reason)
        case "supersede":
            actions.supersede(entry, user, str(reason), replacement)
        case "reinstate":
            actions.reinstate(entry, user, reason)
        case "withdraw":
            withdrawal = Withdrawal(entry, user, partial(reinstate, user))
            withdrawal.take(str(reason), replacement, decisions)
        case _:
            actions.move(entry, step.code, step.target, user, reason)


def reinstate(user, entry: Entry, reason: str) -> None:
    """Do as the step of that name does, for an entry whose successor is withdrawn."""
    perform(entry, "reinstate", user, reason)
