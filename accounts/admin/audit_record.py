from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from accounts.admin.details import lines
from accounts.audit import NAMES
from accounts.models import AuditRecord


class ActionFilter(admin.SimpleListFilter):
    title = _("action")
    parameter_name = "action"

    def lookups(self, request, model_admin):
        return list(NAMES.items())

    def queryset(self, request, queryset):
        return queryset.filter(action=self.value()) if self.value() in NAMES else queryset


@admin.register(AuditRecord)
class AuditRecordAdmin(admin.ModelAdmin):
    """To read; nobody adds, changes or deletes, and the database refuses it too."""

    list_display = ["at", "named_action", "actor_name", "about", "address"]
    list_filter = [ActionFilter]
    search_fields = ["actor_name", "about", "address"]
    search_help_text = _("Name of an account, what it is about, or a network address")
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    actions = None
    fields = ["at", "named_action", "actor_name", "actor_id", "about", "address", "all_details"]

    @admin.display(description=_("action"), ordering="action")
    def named_action(self, record):
        return NAMES.get(record.action, record.action)

    @admin.display(description=_("details"))
    def all_details(self, record):
        found = lines(record.details)
        return format_html_join(mark_safe("<br>"), "{}: <bdi>{}</bdi>", found) or "–"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
