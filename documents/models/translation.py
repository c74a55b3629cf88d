from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.entry import LANGUAGE_CODE


class Translation(models.Model):
    """An entry's title, takeaway or summary in one more language."""

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="translations")
    language = models.CharField(_("language"), max_length=3, validators=[LANGUAGE_CODE])
    title = models.CharField(_("title"), max_length=500, blank=True)
    takeaway = models.CharField(_("takeaway"), max_length=250, blank=True)
    summary = models.TextField(_("summary"), blank=True, validators=[MaxLengthValidator(4000)])

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "language"], name="translation_once_per_language",
                violation_error_message=_("There is a translation into this language already."),
            )
        ]  # fmt: skip

    def __str__(self):
        return self.language
