from typing import Self, TypeVar

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


S = TypeVar("S", bound="Scheme", covariant=True)


class SchemeQuerySet(models.QuerySet[S]):
    def facets(self) -> Self:
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
    is_subject = models.BooleanField(
        _("subject"), default=True,
        help_text=_("Tells what an entry is about, not what it is: entries that share a rare "
                    "concept of it are shown as similar."),
    )  # fmt: skip
    is_standard = models.BooleanField(
        _("standard"), default=False,
        help_text=_("Comes whole from a standard: a concept that no entry carries is no concern."),
    )  # fmt: skip
    is_sorted_by_name = models.BooleanField(
        _("sorted by name"), default=False,
        help_text=_("The search lists its concepts by name, not in the order of their positions."),
    )  # fmt: skip
    shows_gaps = models.BooleanField(
        _("shows gaps"), default=False,
        help_text=_("The first page names its concepts with the fewest entries."),
    )  # fmt: skip
    door = LocalizedField(
        _("door"), blank=True,
        help_text=_("How the first page offers it as a place to start from, such as “a theme”; "
                    "empty where it does not."),
    )  # fmt: skip
    question = LocalizedField(
        _("question"), blank=True,
        help_text=_("What the guided choice asks to have it answered, such as “What do you want "
                    "to achieve?”; empty where it does not ask."),
    )  # fmt: skip
    question_short = LocalizedField(
        _("question in short"), blank=True,
        help_text=_("What stands before the answer, such as “Your goal”."),
    )  # fmt: skip
    question_position = models.PositiveSmallIntegerField(_("position of the question"), default=500)
    position = models.PositiveSmallIntegerField(_("position"), default=500)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = _("vocabulary")
        verbose_name_plural = _("vocabularies")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(question={}) | ~models.Q(question_short={}),
                name="scheme_question_has_its_short_form",
                violation_error_message=_("A question needs its short form, too."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("scheme", args=[self.code])
