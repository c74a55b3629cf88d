from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Section(models.Model):
    """One narrative section of an entry; an unfilled one has no row and is "not reported"."""

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="sections")
    template = models.ForeignKey(
        "documents.SectionTemplate", models.PROTECT, related_name="sections"
    )
    text = models.TextField(_("text"), validators=[MaxLengthValidator(20_000)])

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["template__position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "template"], name="section_once_per_entry"),
            models.CheckConstraint(condition=~models.Q(text=""), name="section_not_empty"),
        ]

    def __str__(self):
        return str(self.template)
