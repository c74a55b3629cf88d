from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taxonomy.localized import LocalizedField
from taxonomy.models.label import Label
from taxonomy.structure import PLACE
from wording.languages import best_language

C = TypeVar("C", bound="Concept", covariant=True)


class ConceptQuerySet(models.QuerySet[C]):
    def public(self) -> Self:
        """Return what visitors may see in vocabularies, pages and facets."""
        return self.filter(status__in=[Concept.Status.ACCEPTED, Concept.Status.DEPRECATED])

    def usable(self) -> Self:
        """Return what curators may choose for an entry."""
        return self.filter(status__in=[Concept.Status.PROPOSED, Concept.Status.ACCEPTED])

    def with_labels(self) -> Self:
        return self.prefetch_related("labels")

    def labelled(self, text: str) -> Self:
        """Return those with a label, preferred or alternative, in any language, with the text."""
        labels = Label.objects.filter(concept=models.OuterRef("pk"), text__unaccent__icontains=text)
        return self.filter(models.Exists(labels))


class Concept(models.Model):
    """An idea in a scheme (SKOS concept), named by labels, placed by its broader concepts."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("proposed: not yet shown to visitors")
        ACCEPTED = "accepted", pgettext_lazy("concept", "accepted")
        DEPRECATED = "deprecated", _("deprecated: kept where it is used, no longer offered")
        MERGED = "merged", _("merged into its successor")

    scheme = models.ForeignKey(
        "taxonomy.Scheme", models.PROTECT, related_name="concepts", verbose_name=_("vocabulary")
    )
    code = models.CharField(
        _("code"), max_length=80, help_text=_("Stands in addresses; it does not change.")
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.ACCEPTED
    )
    broader = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="narrower",
        verbose_name=_("broader concepts"),
    )  # fmt: skip
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors",
        verbose_name=_("successor"),
        help_text=_("Which concept to use instead, when this one is deprecated."),
    )  # fmt: skip
    definition = LocalizedField(_("definition"), area=True, blank=True)
    scope_note = LocalizedField(
        _("scope note"), area=True, blank=True,
        help_text=_("When to use it, and what to use instead."),
    )  # fmt: skip
    source = models.CharField(_("source"), max_length=300, blank=True)
    position = models.PositiveIntegerField(_("position"), default=0)
    # This concept and everything above it; kept by taxonomy.hierarchy.refresh_ancestors().
    ancestor_ids = ArrayField(models.BigIntegerField(), default=list, editable=False)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["scheme__position", "position", "code"]
        indexes = [GinIndex(fields=["ancestor_ids"], name="concept_ancestors")]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="concept_code_unique"),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^[A-Za-z0-9][A-Za-z0-9-]*$"),
                name="concept_code_is_slug",
                violation_error_message=_("A code is made of letters, digits and hyphens."),
            ),
            models.CheckConstraint(
                condition=~models.Q(status="merged") | models.Q(successor__isnull=False),
                name="concept_merged_has_successor",
            ),
            models.CheckConstraint(
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("id")),
                name="concept_successor_is_another",
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.code

    def get_absolute_url(self) -> str:
        if self.scheme.code == PLACE:
            return reverse("place", args=[self.code])
        return reverse("concept", args=[self.scheme.code, self.code])

    @property
    def preferred(self) -> dict[str, str]:
        """Language -> preferred label; reads `labels`, so prefetch them for lists."""
        return {each.language: each.text for each in self.labels.all() if each.is_preferred}

    @property
    def label(self) -> str:
        return self.label_in(None)

    @property
    def label_language(self) -> str:
        return best_language(self.preferred)

    @property
    def broader_ids(self) -> tuple[int, ...]:
        """The concepts right above; reads `broader`, so prefetch them for lists."""
        return tuple(each.pk for each in self.broader.all())

    @property
    def alternatives(self) -> list[Label]:
        return [each for each in self.labels.all() if not each.is_preferred]

    @property
    def is_public(self) -> bool:
        return self.status in (self.Status.ACCEPTED, self.Status.DEPRECATED)

    def label_in(self, language: str | None) -> str:
        preferred = self.preferred
        return preferred.get(best_language(preferred, language), "")

    def clean(self) -> None:
        if self.status == self.Status.MERGED and not self.successor:
            raise ValidationError({"successor": _("A merged concept needs its successor.")})
        if self.successor and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A concept cannot succeed itself.")})
        if self.successor and self.successor.scheme_id != self.scheme_id:
            raise ValidationError({"successor": _("A successor stands in the same vocabulary.")})
