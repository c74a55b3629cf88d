from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

BROKEN_AFTER = 3  # failures, each on another day: a server may be down for an evening


class LinkQuerySet(models.QuerySet):
    def of_published(self):
        return self.filter(entry__state="published")

    def broken(self):
        return self.filter(failures__gte=BROKEN_AFTER)

    def unchecked(self):
        return self.filter(checked_at=None)

    def due(self):
        """Return those whose turn it is; first those that nobody has looked at."""
        now = Q(check_due=None) | Q(check_due__lte=timezone.now())
        return self.filter(now).order_by(models.F("check_due").asc(nulls_first=True), "pk")


class Link(models.Model):
    """A page elsewhere where the work can be read."""

    class CheckResult(models.TextChoices):
        """What became of the last try. The first is good, the next two say nothing about the
        page, and the rest are failures."""

        REACHED = "reached", _("reached")
        REFUSED = "refused", _("the server does not answer machines")
        BUSY = "busy", _("the server asks to come back later")
        MISSING = "missing", _("there is no such page")
        ERROR = "error", _("the server reports an error")
        UNKNOWN = "unknown", _("there is no server of this name")
        UNREACHABLE = "unreachable", _("the server could not be reached")
        SLOW = "slow", _("the server took too long")
        GARBLED = "garbled", _("the answer could not be understood")
        CERTIFICATE = "certificate", _("the server's certificate is not valid")
        REDIRECTS = "redirects", _("the address leads in circles")
        UNSAFE = "unsafe", _("not an address of the public internet")

    UNCLEAR = (CheckResult.REFUSED, CheckResult.BUSY)

    entry = models.ForeignKey("documents.Entry", models.CASCADE, related_name="links")
    url = models.URLField(
        pgettext_lazy("web", "address"), max_length=500,
        validators=[URLValidator(schemes=["http", "https"])],
        help_text=_("The DOI or the publisher's own page, not a copy elsewhere."),
    )  # fmt: skip
    title = models.CharField(_("title"), max_length=200, blank=True)
    # All below is forgotten by the database when the address changes.
    checked_at = models.DateTimeField(_("last checked"), null=True, editable=False)
    check_result = models.CharField(
        _("result"), max_length=100, choices=CheckResult.choices, blank=True, editable=False
    )
    check_due = models.DateTimeField(null=True, editable=False, db_index=True)
    # Days on which it could not be reached, since it last could.
    failures = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    failing_since = models.DateTimeField(null=True, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(url__iregex="^https?://"), name="link_is_on_the_web"
            ),
            models.UniqueConstraint(
                fields=["entry", "url"], name="link_once",
                violation_error_message=_("This address stands here already."),
            ),
            models.CheckConstraint(
                condition=Q(failures=0, failing_since=None)
                | Q(failures__gt=0, failing_since__isnull=False),
                name="link_failing_since_its_first_failure",
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.title or self.url

    @property
    def is_broken(self) -> bool:
        return self.failures >= BROKEN_AFTER
