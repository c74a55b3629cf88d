"""What reviewers judge by, what is asked of every entry, and what each kind must reach."""

from django.contrib import admin

from documents.admin.empty_rows import EmptyRows
from documents.models import Criterion, HarmQuestion, ScoreMeaning, Threshold


class ScoreMeaningInline(EmptyRows, admin.StackedInline):
    model = ScoreMeaning


@admin.register(Criterion)
class CriterionAdmin(admin.ModelAdmin):
    list_display = ["name", "code", "is_active", "position"]
    inlines = [ScoreMeaningInline]
    change_form_template = "admin/long_form.html"

    class Media:
        js = ["js/add-row.js"]

    def has_delete_permission(self, request, obj=None):
        """Refuse to delete one under which scores were given: it is taken out of use instead."""
        return super().has_delete_permission(request, obj) and not (obj and obj.scores.exists())


@admin.register(HarmQuestion)
class HarmQuestionAdmin(admin.ModelAdmin):
    list_display = ["text", "code", "is_active", "position"]

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.answers.exists())


@admin.register(Threshold)
class ThresholdAdmin(admin.ModelAdmin):
    list_display = ["kind", "reviewers", "least", "mean"]
    list_select_related = ["kind"]
