"""Who may touch which import, and where its pages are."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.types import Account, AuthenticatedHttpRequest
from documents.changes import sort_of
from exchange.models import ImportRun
from exchange.rows import ImportRows

IMPORT, OF_OTHERS = "exchange.import_entries", ImportRows.of_others
NEEDED = ("documents.add_entry", "documents.change_entry")


def may_import(user: Account) -> bool:
    return user.has_perm(IMPORT) and user.has_perms(NEEDED)


def may_touch(user: Account, run: ImportRun) -> bool:
    """Tell whether it is the account's own import, or it may touch those of others."""
    return bool(sort_of(run, user).may_act())


def refuse(unless: bool) -> None:
    if not unless:
        raise PermissionDenied


def touched(request: AuthenticatedHttpRequest, pk: int) -> ImportRun:
    run = get_object_or_404(ImportRun, pk=pk)
    refuse(may_import(request.user) and may_touch(request.user, run))
    return run


def page_of(run: ImportRun) -> str:
    return reverse("admin:exchange_importrun_change", args=[run.pk])


def way_on(run: ImportRun) -> str:
    mapping = reverse("admin:exchange_importrun_mapping", args=[run.pk])
    return mapping if run.waits_for_columns else page_of(run)
