from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AuditRecord(models.Model):
    """Something that happened to accounts. The database refuses to change or delete a record.

    Who did it is kept as number and name, not as a key, so that the record outlives the account.
    """

    at = models.DateTimeField(_("at"), auto_now_add=True)
    action = models.CharField(_("action"), max_length=60)
    actor_id = models.BigIntegerField(_("number of the account"), null=True)
    actor_name = models.CharField(_("by"), max_length=150, blank=True)
    about = models.CharField(_("about"), max_length=300, blank=True)
    address = models.GenericIPAddressField(pgettext_lazy("network", "address"), null=True)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("audit record")
        verbose_name_plural = _("audit log")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["action"], name="audit_action")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
