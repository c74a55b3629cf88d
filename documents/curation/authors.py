"""Who an entry comes from: they may submit it, and may not judge it."""

from django.db.models import Q

from documents.models import Entry


def is_author(entry: Entry, user) -> bool:
    """Tell whether the account entered the entry or submitted it, also by its e-mail address."""
    if user is None or not user.pk:
        return False
    return Entry.objects.filter(by(user), pk=entry.pk).exists()


def by(user) -> Q:
    """Select the entries that come from this account."""
    own = Q(entered_by=user) | Q(submission__account=user)
    return own | Q(submission__email__iexact=user.email) if user.email else own
