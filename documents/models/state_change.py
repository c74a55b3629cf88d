from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.entry import Entry
from wording import MessagesField


class StateChange(models.Model):
    """One step of an entry through the workflow: from where to where, by whom, when and why."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="state_changes")
    transition = models.CharField(_("step"), max_length=20)
    source = models.CharField(_("from"), max_length=10, choices=Entry.State.choices)
    target = models.CharField(_("to"), max_length=10, choices=Entry.State.choices)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    reason = MessagesField(_("reason"))

    class Meta:
        verbose_name = _("step of the workflow")
        verbose_name_plural = _("steps of the workflow")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["entry", "-at"], name="state_change_newest")]

    def __str__(self):
        return f"{self.entry.identifier}: {self.get_source_display()} → {self.get_target_display()}"
