from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models.relation import Relation
from documents.slots import not_tagged
from taxonomy.localized import LocalizedField
from taxonomy.models import Concept, Scheme


class Kind(Concept):
    """A kind of entry: a concept of the scheme `kind` that says what its entries must hold."""

    class Requirement(models.TextChoices):
        TAKEAWAY = "takeaway", _("takeaway")
        SUMMARY = "summary", _("summary")
        ISSUED = "issued", _("date issued")
        GOAL = "goal", _("a goal")
        LANGUAGE = "language", _("a language")
        PLACE = "place", _("a place")
        CREATOR = "creator", _("a creator")
        FILE_OR_LINK = "file_or_link", _("a file or a link")

    plural = LocalizedField(_("plural"))
    introduction = LocalizedField(_("introduction"), area=True, blank=True)
    is_evidence = models.BooleanField(
        _("is evidence"), default=True, help_text=_("An idea for a project is not evidence.")
    )
    takes_findings = models.BooleanField(
        _("has findings"), default=False,
        help_text=_("Two readers enter what is known of its results."),
    )  # fmt: skip
    tells_of_failure = models.BooleanField(
        _("tells of failure"), default=False,
        help_text=_("Says what did not work: told apart by a warm colour, and a place to start "
                    "from on the first page."),
    )  # fmt: skip
    takes_references = models.BooleanField(
        _("takes references"), default=False,
        help_text=_("References that are imported become entries of this kind."),
    )  # fmt: skip
    schemes = models.ManyToManyField(
        "taxonomy.Scheme", blank=True, related_name="kinds",
        verbose_name=_("vocabularies of this kind alone"),
        help_text=_("Vocabularies that no kind names are offered for every kind."),
    )  # fmt: skip
    required = ArrayField(
        models.CharField(max_length=20, choices=Requirement.choices),
        default=list, blank=True, verbose_name=_("required for publication"),
    )  # fmt: skip
    required_relations = ArrayField(
        models.CharField(max_length=20, choices=Relation.Type.choices), default=list, blank=True,
        verbose_name=_("required relations"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("kind of entry")
        verbose_name_plural = _("kinds of entry")
        constraints = [
            models.UniqueConstraint(
                fields=["takes_references"], condition=models.Q(takes_references=True),
                name="kind_takes_references_once",
                violation_error_message=_("References become entries of one kind alone."),
            ),
        ]  # fmt: skip

    def vocabularies(self) -> models.QuerySet[Scheme]:
        """Return what its entries are tagged from: the vocabularies of every kind, and its own."""
        tagged = Scheme.objects.exclude(code__in=not_tagged())
        own = models.Q(kinds__isnull=True) | models.Q(kinds=self)
        return tagged.filter(own).distinct().order_by("position", "code")


class SectionTemplate(models.Model):
    """A narrative section that entries of one kind may have."""

    kind = models.ForeignKey(Kind, models.CASCADE, related_name="section_templates")
    key = models.SlugField(_("key"), max_length=40)
    heading = LocalizedField(_("heading"))
    guidance = LocalizedField(_("guidance for the curator"), area=True, blank=True)
    required = models.BooleanField(
        pgettext_lazy("section", "required for publication"), default=False
    )
    word_limit = models.PositiveSmallIntegerField(_("word limit"), default=200)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section of a kind")
        verbose_name_plural = _("sections of a kind")
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="section_template_key_unique")
        ]

    def __str__(self):
        return str(self.heading)
