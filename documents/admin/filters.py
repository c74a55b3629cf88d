"""Filters of the list of entries that columns alone do not give."""

from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from documents.history.requirements import GAPS
from documents.models import Entry, File, Link
from documents.templatetags.readable import language_name
from taxonomy.models import Concept
from taxonomy.structure import GOAL


class MissingFilter(admin.SimpleListFilter):
    """What entries lack, whether their kind requires it or not."""

    title = _("what is missing")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        named = [(str(requirement), requirement.label) for requirement in GAPS]
        return [*named, ("sections", _("required sections"))]

    def queryset(self, request, queryset):
        known = {name for name, _label in self.lookup_choices}
        return (
            queryset.filter(**{f"lacks_{self.value()}": True})
            if self.value() in known
            else queryset
        )


class UpkeepFilter(admin.SimpleListFilter):
    title = _("upkeep")
    parameter_name = "upkeep"

    def lookups(self, request, model_admin):
        return [
            ("review", _("review is due")),
            ("unverified", _("never verified")),
            ("broken", _("a link does not work")),
            ("damaged", _("a file is damaged or missing")),
            ("unread", _("text of a file could not be read")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "review":
            return queryset.filter(review_due__lte=timezone.localdate())
        if self.value() == "unverified":
            return queryset.filter(verified_on=None)
        rows = self.rows_with_trouble()
        return (
            queryset.filter(Exists(rows.filter(entry=OuterRef("pk"))))
            if rows is not None
            else queryset
        )

    def rows_with_trouble(self):
        """Return the links or files in the chosen sort of trouble; None for any other choice."""
        return {
            "broken": Link.objects.broken(),
            "damaged": File.objects.damaged(),
            "unread": File.objects.filter(extraction=File.Extraction.FAILED),
        }.get(self.value())


class LanguageFilter(admin.AllValuesFieldListFilter):
    """Languages by their names instead of their codes."""

    def choices(self, changelist):
        for choice in super().choices(changelist):
            code, space, count = str(choice["display"]).partition(" ")
            yield choice | {"display": f"{language_name(code)}{space}{count}"}


class GoalFilter(admin.SimpleListFilter):
    title = _("goal")
    parameter_name = "goal"

    def lookups(self, request, model_admin):
        goals = Concept.objects.filter(scheme__code=GOAL).with_labels()
        return [(goal.code, f"{goal.code} {goal}") for goal in goals]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        tags = Entry.concepts.through.objects.filter(
            concept__scheme__code=GOAL, concept__code=self.value()
        )
        return queryset.filter(pk__in=tags.values("entry_id"))
