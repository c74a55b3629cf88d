from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

FORMS = {
    "doi": RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI looks like 10.1093/aje/kwr428.")),
    "isbn": RegexValidator(r"^(?:[\d-]{9,16}[\dXx])$", _("An ISBN has 10 or 13 digits.")),
}


class Identifier(models.Model):
    """A number by which the world knows the work."""

    class Scheme(models.TextChoices):
        DOI = "doi", "DOI"
        ISBN = "isbn", "ISBN"
        SYMBOL = "symbol", _("document symbol")

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("sort of identifier"), max_length=10, choices=Scheme.choices)
    value = models.CharField(_("identifier"), max_length=200)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "scheme", "value"], name="identifier_once",
                violation_error_message=_("This identifier stands here already."),
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"

    @property
    def url(self) -> str:
        return f"https://doi.org/{self.value}" if self.scheme == self.Scheme.DOI else ""

    def clean(self):
        try:
            FORMS.get(self.scheme, lambda value: None)(self.value)
        except ValidationError as error:
            raise ValidationError({"value": error}) from None
