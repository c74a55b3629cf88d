"""The parts of an entry, in the order in which a record has them.

Everything that goes through an entry part by part reads this tuple: records (`plain`, `leaves`,
`writing`, `checking`), what readers may know (`public`), the history's names, the columns of tables
and the undoing of imports. What belongs to an entry and is no part of it stands in
`documents/records/beside.py`.
"""

from documents.records.parts.concepts import CONCEPTS
from documents.records.parts.evidence import EVIDENCE
from documents.records.parts.files import FILES
from documents.records.parts.identifiers import IDENTIFIERS
from documents.records.parts.links import LINKS
from documents.records.parts.own import DETAILS, OWN
from documents.records.parts.part import Part
from documents.records.parts.people import PEOPLE
from documents.records.parts.places import PLACES
from documents.records.parts.relations import RELATIONS
from documents.records.parts.sections import SECTIONS
from documents.records.parts.translations import TRANSLATIONS

PARTS: tuple[Part, ...] = (
    OWN,
    DETAILS,
    PEOPLE,
    TRANSLATIONS,
    IDENTIFIERS,
    CONCEPTS,
    PLACES,
    SECTIONS,
    FILES,
    LINKS,
    RELATIONS,
    EVIDENCE,
)
# Name in a record -> the part that it holds.
PART_OF: dict[str, Part] = {name: part for part in PARTS for name in part.names}
