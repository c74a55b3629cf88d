from datetime import date

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, NullIf, Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from documents.audience import Audience
from documents.identifier import identifier_of

LANGUAGE_CODE = RegexValidator(r"^[a-z]{2,3}$", _("Two letters, such as en, es, fr or ar."))
# A year, month or day, as in EDTF level 0: what is not known is not written.
ISSUED = r"^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"


def real_date(issued: str) -> None:
    """Refuse what has the form of a date and is none, such as 2023-02-30."""
    try:
        date.fromisoformat(f"{issued}-01-01"[:10])
    except ValueError:
        raise ValidationError(_("There is no such date.")) from None


class EntryQuerySet(models.QuerySet):
    def published(self):
        """Return the published ones, whoever may read them; for visitors ask `visible_to`."""
        return self.filter(state=Entry.State.PUBLISHED)

    def visible_to(self, audience: Audience):
        """Return what this audience is shown in lists."""
        return self.published().open_to(audience)

    def readable_to(self, audience: Audience):
        """Return what this audience may read at its address: superseded entries, too."""
        return self.filter(state__in=Entry.READABLE).open_to(audience)

    def open_to(self, audience: Audience):
        """Return what this audience may read once it is published."""
        free = Q(access=Entry.Access.OPEN)
        lapsed = Q(access=Entry.Access.EMBARGOED, embargo_until__lte=timezone.localdate())
        readable = free | lapsed
        if audience is Audience.MEMBERS:
            readable |= Q(access=Entry.Access.MEMBERS)
        return self.filter(readable)

    def for_links(self):
        """Read with them what a link to each shows, in a fixed number of queries."""
        return self.select_related("kind").prefetch_related("kind__labels", "translations")

    def for_lists(self):
        """Read with them what a line of a list shows, in a fixed number of queries."""
        return self.for_links().prefetch_related("places__place__labels", "files")


class Entry(models.Model):
    """One record of the repository: a practice, a tool, a mechanism, a case, a lesson, a work.

    Its primary key is its permanent identifier: PostgreSQL's identity sequence hands out each
    number once, whatever happens to the transaction that asked for it.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SUBMITTED = "submitted", _("submitted")
        IN_REVIEW = "in_review", _("in review")
        ACCEPTED = "accepted", pgettext_lazy("entry", "accepted")
        DECLINED = "declined", _("declined")
        PUBLISHED = "published", pgettext_lazy("entry", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("entry", "withdrawn")
        SUPERSEDED = "superseded", _("superseded")

    # What visitors can read at its address; the search knows the published ones alone.
    READABLE = (State.PUBLISHED, State.SUPERSEDED)
    # What another entry can stand for.
    REPLACED = (State.SUPERSEDED, State.WITHDRAWN)

    class Access(models.TextChoices):
        OPEN = "open", pgettext_lazy("access", "open")
        MEMBERS = "members", _("members only")
        EMBARGOED = "embargoed", _("embargoed until a date")

    class CslType(models.TextChoices):
        ARTICLE = "article-journal", _("article in a journal")
        BOOK = "book", _("book")
        CHAPTER = "chapter", _("chapter")
        REPORT = "report", _("report")
        WEBPAGE = "webpage", _("web page")
        DOCUMENT = "document", _("other document")

    kind = models.ForeignKey(
        "documents.Kind", models.PROTECT, related_name="entries", verbose_name=_("kind")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False
    )

    title = models.CharField(_("title"), max_length=500, help_text=_("As the work gives it."))
    title_language = models.CharField(
        _("language of the title"), max_length=3, default="en", validators=[LANGUAGE_CODE]
    )
    takeaway = models.CharField(
        _("takeaway"), max_length=200, blank=True,
        help_text=_("One sentence: what someone in a city takes away. Shown in lists."),
    )  # fmt: skip
    summary = models.TextField(
        _("summary"), blank=True, validators=[MaxLengthValidator(4000)],
        help_text=_("In plain language and your own words, up to 250 words."),
    )  # fmt: skip
    text_language = models.CharField(
        _("language of takeaway, summary and sections"), max_length=3, default="en",
        validators=[LANGUAGE_CODE],
    )  # fmt: skip

    issued = models.CharField(
        _("date issued"), max_length=10, blank=True,
        validators=[RegexValidator(ISSUED, _("Write 2019, 2019-05 or 2019-05-31.")), real_date],
        help_text=_("2019, 2019-05 or 2019-05-31; leave it empty where it is not known."),
    )  # fmt: skip
    issued_year = models.GeneratedField(
        expression=Cast(
            NullIf(Substr("issued", 1, 4), models.Value("")), models.PositiveSmallIntegerField()
        ),
        output_field=models.PositiveSmallIntegerField(null=True), db_persist=True,
    )  # fmt: skip
    csl_type = models.CharField(
        _("type of work"), max_length=20, choices=CslType.choices, blank=True
    )
    container_title = models.CharField(_("journal, book or series"), max_length=300, blank=True)
    volume = models.CharField(_("volume"), max_length=20, blank=True)
    issue = models.CharField(_("issue"), max_length=20, blank=True)
    page = models.CharField(_("pages"), max_length=40, blank=True)
    period_start = models.PositiveSmallIntegerField(
        _("period from"), null=True, blank=True, help_text=_("Years of what is described.")
    )
    period_end = models.PositiveSmallIntegerField(_("period to"), null=True, blank=True)

    concepts = models.ManyToManyField(
        "taxonomy.Concept", blank=True, related_name="tagged_entries", verbose_name=_("concepts")
    )
    rights = models.CharField(
        _("rights"), max_length=200, blank=True, help_text=_("The licence, such as CC BY 4.0.")
    )
    access = models.CharField(
        _("access"), max_length=10, choices=Access.choices, default=Access.OPEN
    )
    embargo_until = models.DateField(_("embargoed until"), null=True, blank=True)

    found_by = models.CharField(_("found by"), max_length=200, blank=True)
    found_in = models.CharField(_("found in"), max_length=300, blank=True)
    found_on = models.DateField(_("found on"), null=True, blank=True)
    verified_on = models.DateField(_("last verified"), null=True, blank=True)
    review_due = models.DateField(_("next review due"), null=True, blank=True)

    published_at = models.DateTimeField(
        pgettext_lazy("when", "published"), null=True, editable=False
    )
    withdrawn_at = models.DateTimeField(
        pgettext_lazy("when", "withdrawn"), null=True, editable=False
    )
    withdrawal_reason = models.TextField(_("reason for withdrawal"), blank=True, editable=False)
    replacement = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaces", editable=False,
        verbose_name=_("replacement"),
    )  # fmt: skip

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False,
        related_name="entered_entries", verbose_name=_("entered by"),
    )  # fmt: skip
    # How often it went to reviewers; each time two read it anew.
    review_round = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    changed_at = models.DateTimeField(pgettext_lazy("when", "changed"), auto_now=True)
    # The number of the newest revision; who saves with an older one has not seen it.
    version = models.PositiveIntegerField(default=0, editable=False)
    last_file_number = models.PositiveSmallIntegerField(default=0, editable=False)
    # Where a record came from, so that loading it again finds it.
    import_key = models.CharField(max_length=100, null=True, unique=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-pk"]
        permissions = [
            ("suggest_entry", "Can suggest entries without confirming an address"),
            ("review_entry", "Can review the entries given to them"),
            ("curate_entry", "Can lead entries from suggestion to acceptance"),
            ("publish_entry", "Can publish and withdraw entries"),
            ("override_review", "Can publish what reviewers have not accepted, with a reason"),
            ("read_members_only", "Can read entries for members only"),
        ]
        indexes = [
            GinIndex(fields=["title"], opclasses=["gin_trgm_ops"], name="entry_title_trigrams")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="entry_has_title"),
            models.CheckConstraint(
                condition=Q(issued="") | Q(issued__regex=ISSUED),
                name="entry_issued_is_a_date",
                violation_error_message=_("Write 2019, 2019-05 or 2019-05-31."),
            ),
            models.CheckConstraint(
                condition=Q(access="embargoed", embargo_until__isnull=False)
                | (~Q(access="embargoed") & Q(embargo_until__isnull=True)),
                name="entry_embargo_has_date",
                violation_error_message=_(
                    "An embargo needs its date, and a date needs the access “embargoed”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="entry_period_in_order",
                violation_error_message=_("The period ends before it starts."),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawal_reason="")),
                name="entry_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "superseded"]) | Q(published_at__isnull=False),
                name="entry_published_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(state="superseded") | Q(replacement__isnull=False),
                name="entry_superseded_by_another",
            ),
            models.CheckConstraint(
                condition=Q(replacement__isnull=True) | ~Q(replacement=F("id")),
                name="entry_replacement_is_another",
            ),
        ]

    def __str__(self):
        return f"{self.identifier} {self.title}" if self.pk else self.title

    def get_absolute_url(self) -> str:
        return reverse("entry", args=[self.identifier])

    @property
    def is_under_embargo(self) -> bool:
        """Whether its day is yet to come; from then on the entry is open."""
        until = self.embargo_until
        is_to_come = until is None or until > timezone.localdate()
        return self.access == self.Access.EMBARGOED and is_to_come

    @property
    def access_now(self) -> str:
        """What the access means today; an embargo that is over has opened the entry."""
        lapsed = self.access == self.Access.EMBARGOED and not self.is_under_embargo
        return str(self.Access.OPEN.label if lapsed else self.get_access_display())

    @property
    def identifier(self) -> str:
        return identifier_of(self.pk)

    @property
    def is_published(self) -> bool:
        return self.state == self.State.PUBLISHED

    @property
    def is_readable(self) -> bool:
        return self.state in self.READABLE

    @property
    def is_withdrawn(self) -> bool:
        return self.state == self.State.WITHDRAWN

    def next_file_number(self) -> int:
        """Return a number that no file of this entry has had; safe when two are added at once."""
        same = Entry.objects.filter(pk=self.pk)
        same.update(last_file_number=F("last_file_number") + 1)
        return same.values_list("last_file_number", flat=True).get()
