from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taxonomy.localized import LocalizedField


class HarmQuestion(models.Model):
    """What must be asked of every entry before the public reads it."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    text = LocalizedField(_("question"), area=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("do-no-harm question")
        verbose_name_plural = _("do-no-harm questions")
        ordering = ["position", "code"]

    def __str__(self):
        return str(self.text)


class HarmAnswer(models.Model):
    """What a curator answered for one entry, with what was done about it."""

    class Value(models.TextChoices):
        NO = "no", _("no")
        YES = "yes", _("yes")
        NOT_APPLICABLE = "none", _("does not apply")

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="harm_answers")
    question = models.ForeignKey(HarmQuestion, models.PROTECT, related_name="answers")
    value = models.CharField(_("answer"), max_length=4, choices=Value.choices)
    note = models.TextField(_("note"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name=_("answered by")
    )
    answered_at = models.DateTimeField(_("answered"), auto_now=True)

    class Meta:
        verbose_name = _("do-no-harm answer")
        verbose_name_plural = _("do-no-harm answers")
        ordering = ["question__position"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "question"], name="harm_answer_once"),
            models.CheckConstraint(
                condition=~Q(value="yes") | ~Q(note=""), name="harm_yes_says_what_was_done"
            ),
        ]

    def __str__(self):
        return f"{self.question}: {self.get_value_display()}"
