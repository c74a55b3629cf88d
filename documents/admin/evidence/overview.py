"""What an account has to do with the evidence of entries: read, go on reading, decide, confirm."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.shortcuts import render
from django.utils.translation import gettext as _

from documents.curation.evidence.correcting import to_confirm
from documents.curation.evidence.two_readers import READ, RECONCILE, to_read
from documents.models import Entry, EvidenceReading, FindingCorrection, Kind
from documents.models.evidence import SEATS

LINES = 50


def overview(request):
    user = request.user
    if not (user.has_perm(READ) or user.has_perm(RECONCILE)):
        raise PermissionDenied
    waiting = with_kind(to_read(user)) if user.has_perm(READ) else Entry.objects.none()
    context = {
        **admin.site.each_context(request),
        "title": _("Evidence"),
        "own": own(user),
        "pairs": pairs() if user.has_perm(RECONCILE) else [],
        "proposals": to_confirm(user),
        "proposed": proposed(user),
        "unsent": unsent() if user.has_perm(RECONCILE) else [],
        "page": Paginator(waiting.order_by("pk"), LINES).get_page(request.GET.get("page")),
    }
    return render(request, "admin/documents/entry/evidence_overview.html", context)


def with_kind(entries):
    return entries.prefetch_related(Prefetch("kind", Kind.objects.with_labels()))


def own(user):
    """Return the readings of the account that are not decided yet."""
    readings = EvidenceReading.objects.open().filter(reader=user)
    return readings.select_related("entry")


def proposed(user):
    """Return the corrections that the account has proposed and nobody has decided on yet."""
    return FindingCorrection.objects.open().filter(proposed_by=user).select_related("entry")


def pairs():
    """Return the entries that both readers have sent: a curator's work."""
    sent = Q(evidence_readings__closed_at=None, evidence_readings__submitted_at__isnull=False)
    counted = Entry.objects.annotate(sent=Count("evidence_readings", filter=sent))
    return with_kind(counted.filter(sent=len(SEATS)).order_by("pk"))


def unsent():
    """Return the readings that are waited for; what is in them is nobody's to see."""
    waited = EvidenceReading.objects.open().filter(submitted_at=None)
    return waited.select_related("entry", "reader")
