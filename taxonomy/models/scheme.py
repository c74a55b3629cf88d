from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taxonomy.localized import LocalizedField

# Words of the search address that a scheme's code would shadow.
RESERVED_CODES = {"q", "sort", "page", "year_from", "year_to", "evidence", "file", "find"}


def not_reserved(code: str) -> None:
    if code in RESERVED_CODES or code.startswith("find-"):
        raise ValidationError(
            _("“%(code)s” is a word of the search address; choose another."), params={"code": code}
        )


class SchemeQuerySet(models.QuerySet):
    def facets(self):
        return self.filter(is_facet=True)


class Scheme(models.Model):
    """A concept scheme (SKOS): one controlled vocabulary, and one facet if it is flagged so."""

    code = models.SlugField(
        _("code"), max_length=50, unique=True, validators=[not_reserved],
        help_text=_("Stands in addresses; it does not change."),
    )  # fmt: skip
    title = LocalizedField(_("title"))
    description = LocalizedField(_("description"), area=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_facet = models.BooleanField(
        _("facet"), default=True, help_text=_("Visitors can filter the search by it.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=500)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        ordering = ["position", "code"]

    def __str__(self):
        return str(self.title)

    def get_absolute_url(self):
        return reverse("scheme", args=[self.code])
