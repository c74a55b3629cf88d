"""What is said about an entry while it is curated, and who may read it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from documents.curation import letters
from documents.curation.permissions import CURATE, REVIEW, holders
from documents.models import Comment, Entry, Review, Suggestion

Circle = Comment.Circle


def open_review(entry: Entry, user) -> Review | None:
    found = entry.reviews.open().filter(round=entry.review_round, reviewer=user)
    return found.first()


def takes_part(entry: Entry, user) -> bool:
    """Curators, and reviewers of what they were asked to read."""
    asked = entry.reviews.standing().filter(reviewer=user.pk)
    return user.has_perm(CURATE) or (user.has_perm(REVIEW) and asked.exists())


def visible_to(entry: Entry, user) -> QuerySet[Comment]:
    """The thread as this account may read it: whoever is still judging sees nothing that another
    who judges has written, so that each judges alone."""
    if not takes_part(entry, user):
        return Comment.objects.none()
    thread = entry.comments.select_related("author")
    if open_review(entry, user):
        others = entry.reviews.filter(round=entry.review_round).exclude(reviewer=user)
        thread = thread.exclude(author__in=others.values("reviewer"))
    return thread


@transaction.atomic
def say(entry: Entry, author, text: str, circle: str = Circle.CURATORS) -> Comment:
    """Add a line; one for whoever suggested the entry is curators' to write, and goes by mail."""
    to_suggester = circle == Circle.SUGGESTER
    if not takes_part(entry, author) or (to_suggester and not author.has_perm(CURATE)):
        raise PermissionDenied
    comment = Comment(entry=entry, author=author, text=text.strip(), circle=circle)
    comment.full_clean()
    comment.save()
    if to_suggester:
        letters.post_to_author("question", entry, comment.text, author)
    return comment


@transaction.atomic
def answer(suggestion: Suggestion, text: str) -> Comment:
    """What whoever suggested the entry says; those who asked get a letter, else all curators.

    Raises PermissionDenied before they have confirmed their address.
    """
    if not suggestion.confirmed_at:
        raise PermissionDenied
    entry = suggestion.entry
    comment = Comment(
        entry=entry, from_suggester=True, author=suggestion.account, text=text.strip(),
        circle=Circle.SUGGESTER,
    )  # fmt: skip
    comment.full_clean()
    comment.save()
    letters.post("answer", entry, who_asked(entry) or holders(CURATE), comment.text)
    return comment


def who_asked(entry: Entry) -> QuerySet:
    """The curators who have written to whoever suggested the entry."""
    asked = with_suggester(entry).filter(from_suggester=False)
    return holders(CURATE).filter(pk__in=asked.values("author"))


def with_suggester(entry: Entry) -> QuerySet[Comment]:
    """What whoever suggested the entry may read."""
    return entry.comments.filter(circle=Circle.SUGGESTER).select_related("author")


def waits_for_suggester(entry: Entry) -> bool:
    """Whether the last word with the suggester was a question."""
    last = with_suggester(entry).last()
    return last is not None and not last.from_suggester
