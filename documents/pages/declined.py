"""What was screened and not accepted: all that the public learns of unpublished entries."""

from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.shortcuts import render

from documents.models import Entry, StateChange
from documents.pages.remembering import remembered


def declined_entries() -> QuerySet[Entry]:
    """Find declined entries of open access, with `declined_at` and `reason`, newest first."""
    steps = StateChange.objects.filter(entry=OuterRef("pk"), transition="decline").order_by("-pk")
    return (
        Entry.objects.filter(state=Entry.State.DECLINED, access=Entry.Access.OPEN)
        .annotate(
            declined_at=Subquery(steps.values("at")[:1]),
            reason=Subquery(steps.values("reason")[:1]),
        )
        .select_related("kind")
        .prefetch_related("kind__labels")
        .order_by("-declined_at", "-pk")
    )


PAGE = 50


@remembered
def declined(request):
    """List what was looked at and not taken up, with the reason, without anybody's name."""
    page = Paginator(declined_entries(), PAGE).get_page(request.GET.get("page"))
    return render(request, "declined.html", {"page": page})
