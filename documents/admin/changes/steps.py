"""The list of sets of changes, each of which opens as its rows, and the steps taken with it."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from django_tasks.base import Task

from accounts.types import AuthenticatedHttpRequest
from documents.admin.changes.page import RowsPage
from documents.admin.confirming import Part, confirm
from documents.changes import Outlook, outlook, sort_of, start, throw_away
from documents.history.touched import Touched
from documents.models import ChangeSet
from documents.models.change_set import State
from documents.templatetags.readable import grouped

# (route, view, name) of a page
Step = tuple[str, Callable[..., HttpResponseBase], str]


class ChangeSetAdmin(admin.ModelAdmin):
    """Undoing and throwing away say first what that would do. A sort of rows gives its page, its
    jobs and its words."""

    rows_page: type[RowsPage]
    rows_template: str  # extends admin/changes.html
    jobs: ClassVar[dict[State, Task]]  # State.APPLYING, State.UNDOING -> what does it

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # it begins elsewhere

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # it stays on record

    # -- What a sort says ---------------------------------------------------------------------

    def reached(self, request: AuthenticatedHttpRequest, pk: int) -> Any:
        """Return the set, if the account may know of it."""
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def more(self, request: AuthenticatedHttpRequest, page: Any) -> dict[str, Any]:
        """Return what else the template of the rows takes."""
        return {}

    def refuse_applying(self, request: AuthenticatedHttpRequest, change_set: Any) -> None:
        """Raise PermissionDenied or Http404 for whom it is nobody's business."""
        if not (sort_of(change_set, request.user).may_act() and change_set.state == State.PREPARED):
            raise PermissionDenied

    def chosen(self, request: AuthenticatedHttpRequest) -> tuple[Any, ...]:
        """Return what the job that applies takes besides."""
        return ()

    def not_to_undo(
        self, request: AuthenticatedHttpRequest, change_set: Any
    ) -> HttpResponseBase | None:
        """Answer, or raise PermissionDenied, where it cannot be undone; else None."""
        if not (sort_of(change_set, request.user).may_act() and change_set.state == State.APPLIED):
            raise PermissionDenied
        return None

    def undoing(self, change_set: Any) -> tuple[str, str]:
        """(title, what the button says) of the page before it is undone."""
        raise NotImplementedError

    def would(self, change_set: Any, user: User, what: Outlook) -> list[Part]:
        """Say what undoing would do, in sentences."""
        raise NotImplementedError

    def discarding(self, change_set: Any) -> tuple[str, str, str, str]:
        """(title, what goes, what the button says, what is told when it is gone)."""
        raise NotImplementedError

    # -- Pages --------------------------------------------------------------------------------

    def steps(self) -> list[Step]:
        """(route, view, name) of each page besides the list and the rows."""
        return [
            ("<int:pk>/apply/", require_POST(self.apply), "apply"),
            ("<int:pk>/undo/", self.undo, "undo"),
        ]

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, self.name_of
        own = [path(route, wrap(view), name=name(step)) for route, view, step in self.steps()]
        return [*own, *super().get_urls()]

    def name_of(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def address(self, page: str, *arguments: Any) -> str:
        return reverse(f"admin:{self.name_of(page)}", args=arguments)

    def show(
        self, request: AuthenticatedHttpRequest, template: str, title: str, **more: Any
    ) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "title": title, "opts": self.opts}
        return render(request, template, {**context, **more})

    def change_view(self, request, object_id, form_url="", extra_context=None):
        number = int(object_id) if object_id.isascii() and object_id.isdigit() else 0
        change_set = self.reached(request, number if number < 2**63 else 0)
        if not self.has_view_permission(request, change_set):
            raise Http404
        page = self.rows_page(change_set, request.user, request.GET)
        more = self.more(request, page)
        return self.show(
            request, self.rows_template, page.title, page=page, original=change_set, **more
        )

    def apply(self, request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
        change_set = self.reached(request, pk)
        self.refuse_applying(request, change_set)
        return self.begin(request, change_set, State.APPLYING, *self.chosen(request))

    def undo(self, request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
        change_set = self.reached(request, pk)
        if answer := self.not_to_undo(request, change_set):
            return answer
        if request.method == "POST":
            return self.begin(request, change_set, State.UNDOING, request.user.pk)
        title, submit = self.undoing(change_set)
        parts = self.would(change_set, request.user, outlook(change_set, request.user))
        return confirm(request, self.opts, title, parts, submit, self.address("change", pk))

    def discard(self, request: AuthenticatedHttpRequest, pk: int) -> HttpResponseBase:
        change_set = self.reached(request, pk)
        if not change_set.can_be_thrown_away:
            raise PermissionDenied
        title, goes, submit, told = self.discarding(change_set)
        if request.method == "POST":
            return self.throw_away(request, change_set, told)
        return confirm(request, self.opts, title, [Part(goes)], submit, self.address("change", pk))

    def throw_away(
        self, request: AuthenticatedHttpRequest, change_set: ChangeSet, told: str
    ) -> HttpResponseBase:
        try:
            with transaction.atomic():
                self.log_deletions(request, self.model.objects.filter(pk=change_set.pk))
                throw_away(sort_of(change_set, request.user))
        except ValidationError as error:
            return self.refused(request, change_set, error)
        messages.success(request, told)
        return redirect(self.address("changelist"))

    def begin(
        self,
        request: AuthenticatedHttpRequest,
        change_set: ChangeSet,
        state: State,
        *arguments: Any,
    ) -> HttpResponseBase:
        """Have a step done, and back to the rows."""
        try:
            start(self.jobs[state], change_set, state, *arguments)
        except ValidationError as error:
            return self.refused(request, change_set, error)
        return redirect(self.address("change", change_set.pk))

    def refused(
        self, request: AuthenticatedHttpRequest, change_set: ChangeSet, error: ValidationError
    ) -> HttpResponseBase:
        messages.error(request, " ".join(error.messages))
        there = self.model.objects.filter(pk=change_set.pk).exists()
        back = self.address("change", change_set.pk) if there else self.address("changelist")
        return redirect(back)


def part(text: str, ids: list[int]) -> Part:
    """Return a sentence with a %(number)s of entries, and these entries."""
    return Part(text % {"number": grouped(len(ids))}, Touched.of(ids))
