"""The queue as organizers see it."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import OuterRef, Subquery
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from jobs import actions
from jobs.models import Job, Progress, Schedule
from jobs.names import name_of
from jobs.schedule import RECURRING
from jobs.worker import WorkerEnded

STATES = {
    TaskResultStatus.READY: gettext_lazy("waits"),
    TaskResultStatus.RUNNING: gettext_lazy("runs"),
    TaskResultStatus.SUCCESSFUL: gettext_lazy("done"),
    TaskResultStatus.FAILED: gettext_lazy("failed"),
}
# What is told in the reader's language, by the name of the exception that stands for it.
SAID = {f"{e.__module__}.{e.__qualname__}": e.message for e in (actions.Cancelled, WorkerEnded)}
RETRY = "jobs.retry_job"

admin.site.unregister(DBTaskResult)


class ReadOnly(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(str(status), name) for status, name in STATES.items()]

    def queryset(self, request, queryset):
        known = {str(status) for status in STATES}
        return queryset.filter(status=self.value()) if self.value() in known else queryset


@admin.register(Job)
class JobAdmin(ReadOnly):
    list_display = ["what", "state", "progress", "since", "took", "error"]
    list_filter = [StateFilter]
    list_per_page = 50
    ordering = ["-enqueued_at"]

    def get_queryset(self, request):
        """Read with them how far each is, in one query."""
        far = Progress.objects.filter(result_id=OuterRef("pk"))
        columns = {name: Subquery(far.values(name)) for name in ("done", "total", "note")}
        return super().get_queryset(request).annotate(**columns)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        steps = {"retry": self.retry, "cancel": self.cancel}
        own = [
            path(f"<uuid:pk>/{name}/", wrap(require_POST(view)), name=f"jobs_job_{name}")
            for name, view in steps.items()
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=gettext_lazy("what"), ordering="task_path")
    def what(self, job):
        return name_of(job.task_path)

    @admin.display(description=gettext_lazy("state"), ordering="status")
    def state(self, job):
        return STATES[job.status]

    @admin.display(description=gettext_lazy("progress"))
    def progress(self, job):
        if job.done is None:
            return "–"
        bar = '<progress max="{}" value="{}" aria-label="{}"></progress> {} / {} {}'
        name = name_of(job.task_path)
        return format_html(bar, job.total, job.done, name, job.done, job.total, job.note)

    @admin.display(description=gettext_lazy("Waits since"), ordering="enqueued_at")
    def since(self, job):
        return job.enqueued_at

    @admin.display(description=gettext_lazy("seconds"))
    def took(self, job):
        if job.started_at is None:
            return "–"
        return round(((job.finished_at or timezone.now()) - job.started_at).total_seconds(), 1)

    @admin.display(description=gettext_lazy("error"))
    def error(self, job):
        """Say what was done to it from outside; else the last line of the traceback, in English."""
        if said := SAID.get(job.exception_class_path):
            return said
        lines = job.traceback.strip().splitlines()
        text = (lines[-1].partition(": ")[2] or lines[-1])[:200] if lines else ""
        return format_html('<bdi lang="en" dir="ltr">{}</bdi>', text) if text else ""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        job = self.get_object(request, object_id)
        if job is None or not self.has_view_permission(request, job):
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),
            "title": name_of(job.task_path), "job": job, "opts": self.opts, "original": job,
            "state": STATES[job.status], "progress": self.progress(job), "took": self.took(job),
            "said": SAID.get(job.exception_class_path),
            "may_retry": request.user.has_perm(RETRY),
        }  # fmt: skip
        return render(request, "admin/jobs/job/job.html", context)

    def retry(self, request, pk):
        return self.act(request, pk, actions.retry, _("The job waits again."))

    def cancel(self, request, pk):
        return self.act(request, pk, actions.cancel, _("The job is cancelled."))

    def act(self, request, pk, action, done: str):
        if not request.user.has_perm(RETRY):
            raise PermissionDenied
        try:
            action(get_object_or_404(Job, pk=pk))
            messages.success(request, done)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("admin:jobs_job_changelist")


@admin.register(Schedule)
class ScheduleAdmin(ReadOnly):
    list_display = ["what", "interval", "last_enqueued_at", "next_at"]
    list_display_links = None

    @admin.display(description=gettext_lazy("what"), ordering="task")
    def what(self, row):
        return name_of(row.task)

    @admin.display(description=gettext_lazy("every"))
    def interval(self, row):
        return RECURRING[row.task][1] if row.task in RECURRING else "–"

    @admin.display(description=gettext_lazy("next"))
    def next_at(self, row):
        return row.last_enqueued_at + RECURRING[row.task][1] if row.task in RECURRING else None
