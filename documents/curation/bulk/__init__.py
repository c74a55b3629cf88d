"""Changes of many entries: looked at first, then applied in one transaction, and taken back."""

from documents.curation.bulk.catalogue import CATALOGUE, offered
from documents.curation.bulk.lines import apply, undo
from documents.curation.bulk.preparing import prepare

__all__ = ["CATALOGUE", "apply", "offered", "prepare", "undo"]
