"""The pages on which many entries are changed: what, the preview, and what was done."""

from documents.admin.bulk.change import BulkChangeAdmin
from documents.admin.bulk.selection import change_many, for_whom

__all__ = ["BulkChangeAdmin", "change_many", "for_whom"]
