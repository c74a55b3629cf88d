from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.models.criterion import HIGHEST


class ReviewQuerySet(models.QuerySet):
    def open(self):
        """Return those given to somebody who has neither sent it nor said no."""
        return self.filter(submitted_at=None, refused_at=None)

    def standing(self):
        """Return those that count: whoever said no is not waited for."""
        return self.filter(refused_at=None)


class Review(models.Model):
    """One reader's judgement of an entry in one round; nothing of it changes once it is sent."""

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="reviews")
    round = models.PositiveSmallIntegerField(_("round"))
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="reviews", verbose_name=_("reviewer")
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+",
        verbose_name=_("asked by"),
    )  # fmt: skip
    assigned_at = models.DateTimeField(_("asked"), default=timezone.now)
    due_on = models.DateField(_("wanted by"), null=True, blank=True)
    submitted_at = models.DateTimeField(pgettext_lazy("when", "sent"), null=True)
    refused_at = models.DateTimeField(pgettext_lazy("when", "refused"), null=True)
    remark = models.TextField(_("remark"), blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "round", "reviewer"], name="review_once_per_round",
                violation_error_message=_("This reviewer has been asked already."),
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(refused_at=None), name="review_sent_or_refused"
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.entry.identifier} · {self.reviewer}"

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None and self.refused_at is None


class Score(models.Model):
    """What a reviewer gave under one criterion, and why."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey("documents.Criterion", models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(_("score"), validators=[MaxValueValidator(HIGHEST)])
    comment = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["criterion__position"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(value__lte=HIGHEST), name="score_in_range"),
        ]

    def __str__(self):
        return str(self.criterion)  # never its value: lists of related rows are seen too early
