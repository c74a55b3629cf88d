"""The queue: what waits, for whom, how long; reviewers see what waits for them."""

import django_filters
from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.curation import queue as queue_
from documents.curation.permissions import CURATE, REVIEW
from documents.models import Entry, Kind

LINES = 50


class QueueFilter(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(
        choices=[(each.value, each.label) for each in queue_.WAITING],
        label=gettext_lazy("State"), empty_label=gettext_lazy("all"),
    )  # fmt: skip
    kind = django_filters.ModelChoiceFilter(
        queryset=Kind.objects.with_labels(),
        label=gettext_lazy("Kind"),
        empty_label=gettext_lazy("all"),
    )
    reviewer = django_filters.CharFilter(
        field_name="reviews__reviewer__username", label=gettext_lazy("Reviewer"), distinct=True,
        widget=forms.TextInput({"size": 15}),
    )  # fmt: skip

    class Meta:
        model = Entry
        fields: list[str] = []


def queue(request):
    user = request.user
    if not (user.has_perm(CURATE) or user.has_perm(REVIEW)):
        raise PermissionDenied
    filters = QueueFilter(request.GET, queue_.entries_waiting(user))
    page = Paginator(filters.qs, LINES).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": _("What waits"),
        "filters": filters.form,
        "page": page,
        "lines": queue_.queue(page.object_list, user),
    }
    return render(request, "admin/documents/entry/queue.html", context)
