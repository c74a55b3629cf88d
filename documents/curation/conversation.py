"""What is said about an entry while it is curated, and who may read it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from documents.curation import letters
from documents.curation.permissions import CURATE, REVIEW, holders
from documents.models import Comment, Entry, Review, Submission

Circle = Comment.Circle


def open_review(entry: Entry, user) -> Review | None:
    found = entry.reviews.open().filter(round=entry.review_round, reviewer=user)
    return found.first()


def takes_part(entry: Entry, user) -> bool:
    """Tell whether the account curates, or was asked to review the entry."""
    asked = entry.reviews.standing().filter(reviewer=user.pk)
    return user.has_perm(CURATE) or (user.has_perm(REVIEW) and asked.exists())


def visible_to(entry: Entry, user) -> QuerySet[Comment]:
    """Return the thread as this account may read it.

    Whoever is still judging sees nothing that another who judges has written, so that each judges
    alone.
    """
    if not takes_part(entry, user):
        return Comment.objects.none()
    thread = entry.comments.select_related("author")
    if open_review(entry, user):
        others = entry.reviews.filter(round=entry.review_round).exclude(reviewer=user)
        thread = thread.exclude(author__in=others.values("reviewer"))
    return thread


@transaction.atomic
def say(entry: Entry, author, text: str, circle: str = Circle.CURATORS) -> Comment:
    """Add a line; one for whoever submitted the entry is curators' to write, and goes by mail."""
    to_submitter = circle == Circle.SUBMITTER
    if not takes_part(entry, author) or (to_submitter and not author.has_perm(CURATE)):
        raise PermissionDenied
    comment = Comment(entry=entry, author=author, text=text.strip(), circle=circle)
    comment.full_clean()
    comment.save()
    if to_submitter:
        letters.post_to_author("question", entry, comment.text, author)
    return comment


@transaction.atomic
def answer(submission: Submission, text: str) -> Comment:
    """Keep what the submitter answers and write to the curators who asked, else to all curators.

    Raises PermissionDenied before the submitter has confirmed their address.
    """
    if not submission.confirmed_at:
        raise PermissionDenied
    entry = submission.entry
    comment = Comment(
        entry=entry, from_submitter=True, author=submission.account, text=text.strip(),
        circle=Circle.SUBMITTER,
    )  # fmt: skip
    comment.full_clean()
    comment.save()
    letters.post("answer", entry, who_asked(entry) or holders(CURATE), comment.text)
    return comment


def who_asked(entry: Entry) -> QuerySet:
    """Return the curators who have written to whoever submitted the entry."""
    asked = with_submitter(entry).filter(from_submitter=False)
    return holders(CURATE).filter(pk__in=asked.values("author"))


def with_submitter(entry: Entry) -> QuerySet[Comment]:
    """Return what whoever submitted the entry may read."""
    return entry.comments.filter(circle=Circle.SUBMITTER).select_related("author")


def waits_for_submitter(entry: Entry) -> bool:
    """Tell whether the last word with the submitter was a question."""
    last = with_submitter(entry).last()
    return last is not None and not last.from_submitter
