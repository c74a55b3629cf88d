"""Submissions from outside: kept as drafts that nobody works on until the address is confirmed."""

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from documents.curation import letters
from documents.extracting import read_pending
from documents.history import actions
from documents.models import Entry, File, Identifier, Link, Submission

CONFIRMED_WITHIN = timedelta(days=7)
SUBMIT = "documents.suggest_entry"


@transaction.atomic
def submit(entry: Entry, submission: Submission, *, url="", doi="", file: File | None = None):
    """Keep a submission. An account that may submit needs no confirmation; others get a letter.

    `file` was described from an inspected upload and is not saved yet.
    """
    entry.entered_by = submission.account
    entry.save()
    submission.entry = entry
    submission.save()
    if url:
        Link.objects.create(entry=entry, url=url)
    if doi:
        Identifier.objects.create(entry=entry, scheme=Identifier.Scheme.DOI, value=doi)
    if file:
        keep_file(entry, file)
    actions.entry_saved(entry, submission.account, action="suggested")
    if submission.account and submission.account.has_perm(SUBMIT):
        confirm(submission)
    else:
        letters.post_to_author("confirm", entry, "", None)


def keep_file(entry: Entry, file: File) -> None:
    file.entry = entry
    content: UploadedFile = file.content.file
    file.content.save(file.name, content, save=False)
    file.save()
    read_pending(entry)


@transaction.atomic
def confirm(submission: Submission) -> None:
    """Record that the address is theirs, and send a draft to the curators.

    An entry that the curators have taken up already stays where it is. A second time does nothing.
    """
    actions.lock(submission.entry)
    submission.refresh_from_db()
    if submission.confirmed_at:
        return
    submission.confirmed_at = timezone.now()
    submission.save(update_fields=["confirmed_at"])
    if submission.entry.state == Entry.State.DRAFT:
        actions.move(submission.entry, "submit", Entry.State.SUBMITTED, submission.account)
        letters.tell_of(submission.entry, "submit", "", submission.account)
    letters.post_to_author("received", submission.entry, "", None)


@transaction.atomic
def forget_unconfirmed() -> int:
    """Drop submissions that nobody confirmed in time, files and all; the number dropped.

    What curators have moved on meanwhile stays.
    """
    late = timezone.now() - CONFIRMED_WITHIN
    unconfirmed = Submission.objects.filter(confirmed_at=None, created_at__lt=late)
    stale = Entry.objects.filter(submission__in=unconfirmed, state=Entry.State.DRAFT)
    untouched = stale.filter(state_changes=None).values("pk")
    locked = Entry.objects.select_for_update().filter(pk__in=untouched, state=Entry.State.DRAFT)
    dropped = [entry.delete() for entry in locked]
    return len(dropped)
