from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Comment(models.Model):
    """A line of the conversation about an entry: among those who curate it, or with whoever
    submitted it. Without an author it is the submitter's."""

    class Circle(models.TextChoices):
        CURATORS = "curators", _("curators and reviewers")
        SUBMITTER = "submitter", _("also whoever suggested it")

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name=_("who")
    )
    from_submitter = models.BooleanField(default=False, editable=False)
    circle = models.CharField(
        _("who reads it"), max_length=9, choices=Circle.choices, default=Circle.CURATORS
    )
    text = models.TextField(_("comment"), max_length=4000)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="comment_not_empty"),
            models.CheckConstraint(
                condition=models.Q(from_submitter=False) | models.Q(circle="submitter"),
                name="comment_of_submitter_is_theirs_to_read",
            ),
        ]

    def __str__(self):
        return self.text[:80]
