from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult


class Job(DBTaskResult):
    """A piece of work in the queue, as organizers look after it."""

    class Meta:
        proxy = True
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-enqueued_at"]
        default_permissions = ("view",)
        permissions = [("retry_job", "Can try failed jobs again and cancel waiting ones")]

    def __str__(self):
        return self.task_name
