"""Where organizers curate."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from documents.admin.agent import AgentAdmin
from documents.admin.entry import EntryAdmin
from documents.admin.kind import KindAdmin

__all__ = ["AgentAdmin", "EntryAdmin", "KindAdmin"]

admin.site.index_title = _("What waits for you")
