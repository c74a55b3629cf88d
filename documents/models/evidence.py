"""What is known of the results of an entry: findings after EMMIE (effect, mechanism, moderators,
implementation, economics), as two readers entered them and as they were reconciled.

Public pages read `Finding` alone; what one reader entered stands in a table of its own.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wording import MessagesField

BEST = 5  # the quality of evidence goes from 0 to 5
QUALITIES = range(BEST + 1)
SEATS = (1, 2)


class FindingColumns(models.Model):
    """One row: an effect on one outcome, or what is said in one of the other dimensions.

    What was looked for and is not there is a row, too: `is_reported` says so.
    """

    class Dimension(models.TextChoices):
        EFFECT = "effect", _("effect")
        MECHANISM = "mechanism", _("how it works")
        MODERATORS = "moderators", _("for whom and where")
        IMPLEMENTATION = "implementation", _("how it was carried out")
        ECONOMICS = "economics", _("what it costs")

    class Direction(models.TextChoices):
        FEWER = "fewer", _("fewer or less")
        UNCHANGED = "no-clear-change", _("no clear change")
        MORE = "more", _("more")
        MIXED = "mixed", _("mixed")
        NOT_MEASURED = "not-measured", _("not measured")

    dimension = models.CharField(_("dimension"), max_length=14, choices=Dimension.choices)
    outcome = models.ForeignKey(
        "taxonomy.Concept", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("outcome"),
    )  # fmt: skip
    direction = models.CharField(
        _("direction of the effect"), max_length=15, choices=Direction.choices, blank=True
    )
    is_reported = models.BooleanField(_("reported"), default=True)
    text = models.CharField(_("finding"), max_length=500, blank=True)
    quality = models.PositiveSmallIntegerField(
        _("quality of evidence"), null=True, blank=True, validators=[MaxValueValidator(BEST)]
    )
    sources = models.ManyToManyField(
        "documents.Entry", blank=True, related_name="+", verbose_name=_("sources")
    )
    reference = models.CharField(_("other source"), max_length=500, blank=True)
    reference_url = models.URLField(
        _("address of the other source"), max_length=500, blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )  # fmt: skip

    class Meta:
        abstract = True
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reference_url="") | Q(reference_url__iregex="^https?://"),
                name="%(class)s_source_is_on_the_web",
            ),
            models.UniqueConstraint(
                fields=["owner", "dimension", "outcome"], nulls_distinct=False,
                name="%(class)s_once",
                violation_error_message=_("There is one row for each outcome and dimension."),
            ),
            models.CheckConstraint(
                condition=(~Q(dimension="effect") & Q(outcome=None, direction=""))
                | Q(dimension="effect", outcome=None, direction="", is_reported=False)
                | Q(
                    dimension="effect", outcome__isnull=False,
                    direction__in=["fewer", "no-clear-change", "more", "mixed", "not-measured"],
                ),
                name="%(class)s_effect_on_outcome",
                violation_error_message=_("An effect needs its outcome and its direction."),
            ),
            models.CheckConstraint(
                condition=Q(is_reported=True, quality__isnull=False) & ~Q(text="")
                | Q(is_reported=False, quality=None, text=""),
                name="%(class)s_says_what_is_reported",
                violation_error_message=_("A finding needs its sentence and its quality."),
            ),
            models.CheckConstraint(
                condition=Q(outcome=None)
                | Q(direction="not-measured", is_reported=False)
                | (~Q(direction="not-measured") & Q(is_reported=True)),
                name="%(class)s_measured_is_reported",
                violation_error_message=_("What is reported of an outcome has been measured."),
            ),
            models.CheckConstraint(
                condition=Q(
                    dimension__in=[
                        "effect", "mechanism", "moderators", "implementation", "economics"
                    ]
                ),
                name="%(class)s_dimension_is_known",
            ),
            models.CheckConstraint(
                condition=Q(quality=None) | Q(quality__lte=BEST), name="%(class)s_quality_in_range"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.outcome or self.get_dimension_display()}: {self.text}"


class EvidenceReadingQuerySet(models.QuerySet):
    def open(self):
        """Return those of the pair that is at work now."""
        return self.filter(closed_at=None)


class EvidenceReading(models.Model):
    """What one of two readers found in an entry; nobody else sees it before both have sent theirs.

    `seat` lets the database hold that there are two; a decided pair is closed.
    """

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="evidence_readings")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="evidence_readings",
        verbose_name=_("reader"),
    )  # fmt: skip
    seat = models.PositiveSmallIntegerField(editable=False)
    started_at = models.DateTimeField(_("begun"), default=timezone.now)
    submitted_at = models.DateTimeField(pgettext_lazy("when", "sent"), null=True)
    closed_at = models.DateTimeField(pgettext_lazy("when", "decided"), null=True)

    objects = EvidenceReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading of the evidence")
        verbose_name_plural = _("readings of the evidence")
        ordering = ["pk"]
        default_permissions = ()
        permissions = [
            ("read_evidence", "Can read entries for their evidence"),
            ("reconcile_evidence", "Can decide where two readers of the evidence differ"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(seat__in=SEATS), name="evidencereading_of_two"),
            models.UniqueConstraint(
                fields=["entry", "seat"], condition=Q(closed_at=None), name="evidencereading_seat"
            ),
            models.UniqueConstraint(
                fields=["entry", "reader"], condition=Q(closed_at=None),
                name="evidencereading_two_people",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(submitted_at__isnull=False),
                name="evidencereading_sent_before_decided",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.entry.identifier} · {self.reader}"


class ReadingFinding(FindingColumns):
    """A row as one reader entered it."""

    owner = models.ForeignKey(EvidenceReading, models.CASCADE, related_name="findings")

    class Meta(FindingColumns.Meta):
        verbose_name = _("finding of one reader")
        verbose_name_plural = _("findings of one reader")
        default_permissions = ()


class EvidenceBlock(models.Model):
    """The findings of an entry that its page shows; `note` is for curators alone."""

    entry = models.OneToOneField(
        "documents.Entry", models.CASCADE, primary_key=True, related_name="evidence_block"
    )
    readers = models.PositiveSmallIntegerField(_("readers"), default=0)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("decided by"),
    )  # fmt: skip
    decided_at = models.DateTimeField(pgettext_lazy("when", "decided"), default=timezone.now)
    note = MessagesField(_("note"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(readers__in=[0, 2]), name="evidenceblock_two_readers_or_imported"
            )
        ]

    def __str__(self):
        return str(self.entry)


class Finding(FindingColumns):
    """A row that everybody reads."""

    owner = models.ForeignKey(EvidenceBlock, models.CASCADE, related_name="findings")

    class Meta(FindingColumns.Meta):
        verbose_name = _("finding")
        verbose_name_plural = _("evidence")
        default_permissions = ()


class FindingResult(models.Model):
    """What a finding means for people: the code of a concept of the scheme `result`, from its
    direction and from which direction of its outcome is wanted. A view of the database."""

    finding = models.OneToOneField(
        Finding, models.DO_NOTHING, primary_key=True, related_name="result"
    )
    code = models.CharField(max_length=15, null=True)

    class Meta:
        managed = False
        db_table = "documents_findingresult"
        default_permissions = ()

    def __str__(self):
        return self.code or ""
