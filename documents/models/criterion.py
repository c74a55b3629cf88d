from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from taxonomy.localized import LocalizedField

HIGHEST = 4  # scores go from 0 to 4
SCORES = range(HIGHEST + 1)


class Criterion(models.Model):
    """What reviewers judge an entry by."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = LocalizedField(_("name"))
    question = LocalizedField(_("question"), area=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_active = models.BooleanField(
        _("in use"), default=True, help_text=_("Scores given under it stay when it is not.")
    )

    class Meta:
        verbose_name = _("selection criterion")
        verbose_name_plural = _("selection criteria")
        ordering = ["position", "code"]

    def __str__(self):
        return str(self.name)


class ScoreMeaning(models.Model):
    """What a score means under one criterion: the guidance that reviewers read beside it."""

    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="meanings")
    score = models.PositiveSmallIntegerField(_("score"), validators=[MaxValueValidator(HIGHEST)])
    text = LocalizedField(_("meaning"), area=True)

    class Meta:
        verbose_name = _("meaning of a score")
        verbose_name_plural = _("meanings of scores")
        ordering = ["score"]
        constraints = [
            models.UniqueConstraint(fields=["criterion", "score"], name="score_meaning_once"),
            models.CheckConstraint(
                condition=models.Q(score__lte=HIGHEST), name="score_meaning_in_range"
            ),
        ]

    def __str__(self):
        return f"{self.score}: {self.text}"


class Threshold(models.Model):
    """What the reviews of one kind of entry must reach before it may be accepted."""

    kind = models.OneToOneField(
        "documents.Kind", models.CASCADE, related_name="threshold", verbose_name=_("kind")
    )
    reviewers = models.PositiveSmallIntegerField(
        _("reviewers"), default=2, validators=[MaxValueValidator(5)],
        help_text=_("0: entries of this kind are accepted without reviews."),
    )  # fmt: skip
    least = models.PositiveSmallIntegerField(
        _("no criterion below"), default=1, validators=[MaxValueValidator(HIGHEST)],
        help_text=_("The lowest score that any reviewer may give under any criterion."),
    )  # fmt: skip
    mean = models.DecimalField(
        _("mean at least"), max_digits=3, decimal_places=2, default=2,
        validators=[MaxValueValidator(HIGHEST)],
        help_text=_("Of all scores of all reviewers."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("threshold")
        verbose_name_plural = _("thresholds")
        ordering = ["kind__position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(least__lte=HIGHEST, mean__lte=HIGHEST, mean__gte=0),
                name="threshold_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(reviewers=0) | models.Q(reviewers__gte=2),
                name="threshold_two_reviewers_or_none",
                violation_error_message=_("One reviewer is not enough: two at least, or none."),
            ),
        ]

    def __str__(self):
        return str(self.kind)
