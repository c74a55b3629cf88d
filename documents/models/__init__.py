from documents.models.agent import Agent, Contribution
from documents.models.bulk_change import BulkChange, BulkLine
from documents.models.change_set import ChangeRow, ChangeSet
from documents.models.comment import Comment
from documents.models.correction import FindingCorrection
from documents.models.criterion import Criterion, ScoreMeaning, Threshold
from documents.models.entry import Entry
from documents.models.evidence import (
    EvidenceBlock,
    EvidenceReading,
    Finding,
    FindingResult,
    ReadingFinding,
)
from documents.models.file import File
from documents.models.harm import HarmAnswer, HarmQuestion
from documents.models.identifier import Identifier
from documents.models.indexed_entry import IndexedEntry
from documents.models.kind import Kind, SectionTemplate
from documents.models.link import Link
from documents.models.place import EntryPlace
from documents.models.relation import Relation
from documents.models.review import Review, Score
from documents.models.revision import Revision
from documents.models.search_state import SearchChange, SearchSet, SearchWord
from documents.models.section import Section
from documents.models.state_change import StateChange
from documents.models.submission import Submission
from documents.models.translation import Translation

__all__ = [
    "Agent",
    "BulkChange",
    "BulkLine",
    "ChangeRow",
    "ChangeSet",
    "Comment",
    "Contribution",
    "Criterion",
    "Entry",
    "EntryPlace",
    "EvidenceBlock",
    "EvidenceReading",
    "File",
    "Finding",
    "FindingCorrection",
    "FindingResult",
    "HarmAnswer",
    "HarmQuestion",
    "Identifier",
    "IndexedEntry",
    "Kind",
    "Link",
    "ReadingFinding",
    "Relation",
    "Review",
    "Revision",
    "Score",
    "ScoreMeaning",
    "SearchChange",
    "SearchSet",
    "SearchWord",
    "Section",
    "SectionTemplate",
    "StateChange",
    "Submission",
    "Threshold",
    "Translation",
]
