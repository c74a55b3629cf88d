from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Label(models.Model):
    """A name of a concept in one language; the search knows an entry by all of them."""

    class Kind(models.TextChoices):
        PREFERRED = "preferred", _("preferred")
        ALTERNATIVE = "alternative", _("alternative (synonym)")

    UNDETERMINED = "und"  # the language of names for which nobody recorded it

    concept = models.ForeignKey("taxonomy.Concept", models.CASCADE, related_name="labels")
    # ISO 639-1, or UNDETERMINED.
    language = models.CharField(
        _("language"), max_length=3, validators=[RegexValidator(r"^[a-z]{2,3}$")],
        help_text=_("Two letters, such as en, es, fr or ar."),
    )  # fmt: skip
    kind = models.CharField(_("sort of label"), max_length=11, choices=Kind.choices)
    text = models.CharField(_("text"), max_length=200)

    class Meta:
        verbose_name = _("label")
        verbose_name_plural = _("labels")
        ordering = ["-kind", "language", "text"]
        constraints = [
            models.UniqueConstraint(
                fields=["concept", "language"], condition=models.Q(kind="preferred"),
                name="label_one_preferred_per_language",
                violation_error_message=_("A concept has one preferred label in a language."),
            ),
            models.UniqueConstraint(
                fields=["concept", "language", "text"], name="label_said_once",
                violation_error_message=_("This label stands here already."),
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="label_not_empty"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.text

    @property
    def is_preferred(self) -> bool:
        return self.kind == self.Kind.PREFERRED
