from documents.models.agent import Agent, Contribution
from documents.models.entry import Entry
from documents.models.file import File
from documents.models.identifier import Identifier
from documents.models.indexed_entry import IndexedEntry
from documents.models.kind import Kind, SectionTemplate
from documents.models.link import Link
from documents.models.place import EntryPlace
from documents.models.relation import Relation
from documents.models.revision import Revision
from documents.models.search_state import SearchChange, SearchSet, SearchWord
from documents.models.section import Section
from documents.models.translation import Translation

__all__ = [
    "Agent",
    "Contribution",
    "Entry",
    "EntryPlace",
    "File",
    "Identifier",
    "IndexedEntry",
    "Kind",
    "Link",
    "Relation",
    "Revision",
    "SearchChange",
    "SearchSet",
    "SearchWord",
    "Section",
    "SectionTemplate",
    "Translation",
]
