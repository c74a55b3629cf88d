"""Where organizers curate."""

from documents.admin.agent import AgentAdmin
from documents.admin.entry import EntryAdmin
from documents.admin.kind import KindAdmin

__all__ = ["AgentAdmin", "EntryAdmin", "KindAdmin"]
