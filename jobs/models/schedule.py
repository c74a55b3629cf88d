from django.db import models
from django.utils.translation import gettext_lazy as _


class Schedule(models.Model):
    """When a recurring task was last put into the queue."""

    task = models.CharField(_("task"), max_length=200, primary_key=True)
    last_enqueued_at = models.DateTimeField(_("last begun"))

    class Meta:
        verbose_name = _("recurring job")
        verbose_name_plural = _("recurring jobs")
        ordering = ["task"]
        default_permissions = ("view",)

    def __str__(self):
        return self.task
