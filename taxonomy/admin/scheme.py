from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from taxonomy.models import Scheme
from widgets.growing import LongLines


@admin.register(Scheme)
class SchemeAdmin(LongLines, admin.ModelAdmin[Scheme]):
    list_display = ["title_text", "code", "is_facet", "position"]
    search_fields = ["code", "title"]

    @admin.display(description=_("title"), ordering="code")
    def title_text(self, scheme: Scheme) -> str:
        return str(scheme)

    def get_readonly_fields(self, request: HttpRequest, obj: Scheme | None = None) -> list[str]:
        return ["code"] if obj else []
