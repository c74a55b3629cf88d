from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Link(models.Model):
    """A page elsewhere where the work can be read."""

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="links")
    url = models.URLField(
        _("address"), max_length=500, validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("The DOI or the publisher's own page, not a copy elsewhere."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=200, blank=True)
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    check_result = models.CharField(_("result"), max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "url"], name="link_once",
                violation_error_message=_("This address stands here already."),
            )
        ]  # fmt: skip

    def __str__(self):
        return self.title or self.url
