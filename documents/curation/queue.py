"""What waits, for whom, and since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, TypedDict

from django.db.models import (
    BooleanField,
    DateTimeField,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import Annotations, StrOrPromise

from documents.curation.authors import by
from documents.curation.permissions import CURATE
from documents.models import Comment, Entry, Kind, Review, StateChange, Threshold

State = Entry.State
WAITING = (State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED, State.DRAFT)
CURATORS, AUTHOR = _("a curator"), _("whoever suggested it")


class Since(TypedDict):
    """What `entries_waiting` adds to an entry."""

    since: datetime


class Read(Since):
    """What `with_rows` adds besides."""

    last_word_is_theirs: bool | None
    comes_from_them: bool | None


@dataclass(frozen=True)
class QueueLine:
    """One entry that waits: for what, for whom, since when. `is_mine`: for this account;
    `address`: where this account does it, or follows it."""

    entry: Entry
    task: StrOrPromise
    whom: list[StrOrPromise]
    since: datetime
    is_mine: bool
    address: str

    @property
    def days(self) -> int:
        return (timezone.now() - self.since).days


def entries_waiting(user) -> QuerySet[Annotated[Entry, Annotations[Since]]]:
    """Return the entries on their way, longest first: for curators all, for others their own.

    Others' own are those that they were asked to read or that come from them.
    """
    entries = Entry.objects.filter(state__in=WAITING).exclude(unconfirmed())
    if not user.has_perm(CURATE):
        asked = Review.objects.open().filter(reviewer=user, entry__state=State.IN_REVIEW)
        entries = entries.filter(pk__in=asked.values("entry")) | entries.filter(by(user))
    moved = StateChange.objects.filter(entry=OuterRef("pk")).order_by("-pk").values("at")[:1]
    since = Coalesce(Subquery(moved), "created_at", output_field=DateTimeField())
    return entries.annotate(since=since).order_by("since", "pk")


def unconfirmed() -> Q:
    """Select submissions whose address nobody has confirmed yet: nobody's work so far."""
    return Q(submission__isnull=False, submission__confirmed_at=None)


def with_rows(
    entries: QuerySet[Annotated[Entry, Annotations[Since]]], user
) -> QuerySet[Annotated[Entry, Annotations[Read]]]:
    """Read with them all that a line of the queue needs, in a fixed number of queries."""
    theirs = ExpressionWrapper(by(user), output_field=BooleanField())
    last = Comment.objects.filter(entry=OuterRef("pk"), circle=Comment.Circle.SUBMITTER)
    from_submitter = last.order_by("-pk").values("from_submitter")[:1]
    return (
        entries.annotate(last_word_is_theirs=Subquery(from_submitter), comes_from_them=theirs)
        .select_related("submission", "entered_by")
        .prefetch_related(
            Prefetch("kind", Kind.objects.with_labels()),
            Prefetch("reviews", Review.objects.standing().select_related("reviewer")),
        )
    )


def queue(entries: QuerySet[Annotated[Entry, Annotations[Since]]], user) -> list[QueueLine]:
    """List the lines for a page of entries of `entries_waiting`."""
    wanted = dict(Threshold.objects.values_list("kind_id", "reviewers"))
    default = Threshold._meta.get_field("reviewers").default
    return [
        line(entry, user, wanted.get(entry.kind_id, default)) for entry in with_rows(entries, user)
    ]


def line(entry: Annotated[Entry, Annotations[Read]], user, reviewers: int) -> QueueLine:
    task, whom, is_mine = waits_for(entry, user, reviewers)
    return QueueLine(entry, task, whom, entry.since, is_mine, address(entry, user))


def address(entry: Entry, user) -> str:
    """Link the desk for who works on the entry, for its submitter the page on how it fares."""
    if user.has_perm(CURATE) or is_asked(entry.reviews.all(), user):
        return reverse("admin:documents_entry_desk", args=[entry.pk])
    return entry.submission.secret_address() if hasattr(entry, "submission") else ""


def waits_for(entry: Annotated[Entry, Annotations[Read]], user, reviewers: int) -> tuple:
    """Return (task, whom it waits for, whether that is this account)."""
    curates = user.has_perm(CURATE)
    if entry.last_word_is_theirs is False and entry.state != State.ACCEPTED:
        return _("to answer a question"), [AUTHOR], bool(entry.comes_from_them)
    match entry.state:
        case State.DRAFT:
            return _("to be finished and submitted"), author_of(entry), bool(entry.comes_from_them)
        case State.SUBMITTED:
            return _("to be looked at"), [CURATORS], curates
        case State.IN_REVIEW:
            return waits_in_review(entry, user, reviewers)
        case _:
            return _("to be published"), [CURATORS], curates


def waits_in_review(entry: Entry, user, reviewers: int) -> tuple:
    asked = [each for each in entry.reviews.all() if each.round == entry.review_round]
    open_ = [review for review in asked if review.is_open]
    if len(asked) < reviewers:
        return (
            _("for reviewers to be asked"),
            [CURATORS],
            user.has_perm(CURATE) or is_asked(open_, user),
        )
    if open_:
        names = [review.reviewer.get_username() for review in open_]
        return _("to be reviewed"), names, is_asked(open_, user)
    return _("to be decided"), [CURATORS], user.has_perm(CURATE)


def is_asked(reviews: Iterable[Review], user) -> bool:
    return any(review.reviewer_id == user.pk for review in reviews)


def author_of(entry: Entry) -> list[StrOrPromise]:
    if hasattr(entry, "submission"):
        return [AUTHOR]
    return [entry.entered_by.get_username()] if entry.entered_by else [CURATORS]
