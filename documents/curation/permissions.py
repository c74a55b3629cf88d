"""What accounts may be allowed to do with entries, and who is."""

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

CURATE = "documents.curate_entry"
REVIEW = "documents.review_entry"
PUBLISH = "documents.publish_entry"
BACKEND = "django.contrib.auth.backends.ModelBackend"  # the one of several that knows roles


def holders(permission: str) -> QuerySet:
    """Return the accounts that have it through their roles, by name."""
    accounts = get_user_model().objects
    return accounts.with_perm(permission, backend=BACKEND, include_superusers=False).order_by(
        "username"
    )
