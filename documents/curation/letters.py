"""Letters about an entry: who gets one when, and why. They are sent by the worker."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise
from django_tasks import task

from accounts import mail
from documents.curation.permissions import CURATE, holders
from documents.models import Entry, Review
from jobs.names import called


@dataclass(frozen=True)
class Letter:
    """`subject` may have a place for the entry's title, `address` gives the page to go to."""

    subject: StrOrPromise
    reason: StrOrPromise
    address: Callable[[Entry], str]


def public_page(entry: Entry) -> str:
    return entry.get_absolute_url()


def own_page(entry: Entry) -> str:
    """Link the page where the submitter follows the entry; without a submission, the desk."""
    submission = getattr(entry, "submission", None)
    return submission.secret_address() if submission else desk(entry)


def desk(entry: Entry) -> str:
    """Link the page where curators and reviewers work on the entry."""
    return reverse("admin:documents_entry_desk", args=[entry.pk])


AUTHOR = _("You get this because the entry comes from you.")
CURATOR = _("You get this because you are a curator of the repository.")

LETTERS = {
    # Nobody knows yet whose address it is: no word of whoever typed it goes there.
    "confirm": Letter(
        _("Please confirm your suggestion"),
        _("You get this because your address was given with a suggestion. If it was not you, do "
          "nothing: nothing will happen."),
        own_page,
    ),
    "submit": Letter(_("To be looked at: {title}"), CURATOR, desk),
    "received": Letter(_("We have your suggestion: {title}"), AUTHOR, own_page),
    "return": Letter(_("Please change something: {title}"), AUTHOR, own_page),
    "accept": Letter(_("Accepted: {title}"), AUTHOR, own_page),
    "decline": Letter(_("Declined: {title}"), AUTHOR, own_page),
    "publish": Letter(_("Published: {title}"), AUTHOR, public_page),
    "take_back": Letter(_("No longer published: {title}"), AUTHOR, own_page),
    "question": Letter(_("A question about your suggestion: {title}"), AUTHOR, own_page),
    "answer": Letter(_("Your question was answered: {title}"), CURATOR, desk),
    "asked": Letter(
        _("Please review: {title}"), _("You get this because a curator asks you to review."), desk
    ),
    "reviewed": Letter(
        _("All reviews are in: {title}"),
        _("You get this because you asked for these reviews."), desk,
    ),
    "refused": Letter(
        _("A reviewer said no: {title}"), _("You get this because you asked for this review."),
        desk,
    ),
}  # fmt: skip


def tell_of(entry: Entry, step: str, reason: str, actor) -> None:
    """Ask for the letters that a step of the workflow calls for; nobody is told what they did."""
    if step == "submit":
        post("submit", entry, without(actor, holders(CURATE)))
    elif step in LETTERS:
        post_to_author(step, entry, reason, actor)


def post(name: str, entry: Entry, receivers: Iterable, text: str = "") -> None:
    """Write one letter to each account that has an address."""
    for account in receivers:
        if account and account.email:
            send_letter.enqueue(name, entry.pk, account.pk, text)


def post_to_author(name: str, entry: Entry, text: str, actor) -> None:
    """Write to whoever submitted the entry, else to who entered it."""
    if hasattr(entry, "submission"):
        send_letter.enqueue(name, entry.pk, None, text)
    else:
        post(name, entry, without(actor, [entry.entered_by]), text)


def without(actor, accounts: Iterable) -> list:
    return [each for each in accounts if each != actor]


def tell_reviewer(review: Review) -> None:
    post("asked", review.entry, [review.reviewer])


@called(_("Send a letter"))
@task()
def send_letter(name: str, entry_id: int, account_id: int | None, text: str) -> None:
    """Write to an account, or without one to whoever submitted the entry."""
    entry = Entry.objects.filter(pk=entry_id).select_related("submission").first()
    if entry is None:
        return
    if account_id is None:
        with translation.override(entry.submission.language):
            write(name, entry, entry.submission.email, text)
    elif account := get_user_model().objects.filter(pk=account_id, is_active=True).first():
        write(name, entry, account, text)


def write(name: str, entry: Entry, to, text: str) -> None:
    letter = LETTERS[name]
    with translation.override(mail.language_of(to)):
        address = mail.absolute(letter.address(entry))
    mail.send(
        to,
        format_lazy(letter.subject, title=" ".join(entry.title.split())),
        "mail/entry.txt",
        {
            "letter": name,
            "entry": entry,
            "text": text,
            "address": address,
            "due_on": due_on(entry, to) if name == "asked" else None,
        },
        letter.reason,
    )


def due_on(entry: Entry, reviewer) -> date | None:
    """Return by when this account's review is wanted; None if nobody has said so.

    An address that has no account is asked for none.
    """
    if isinstance(reviewer, str):
        return None
    asked = entry.reviews.open().filter(round=entry.review_round, reviewer=reviewer)
    return asked.values_list("due_on", flat=True).first()
