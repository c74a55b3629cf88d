"""Office Open XML packages (DOCX, PPTX, XLSX): which part is of which type, and what it leads to.

Free of Django, since the worker reads packages as well.
"""

import posixpath
from collections.abc import Iterator
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

CONTENT_TYPES = "[Content_Types].xml"
MAX_INDEX_BYTES = 1 << 20  # of a part that only lists other parts

OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENT = f"{OFFICE}.wordprocessingml.document.main+xml"
PRESENTATION = f"{OFFICE}.presentationml.presentation.main+xml"
WORKBOOK = f"{OFFICE}.spreadsheetml.sheet.main+xml"


def local(tag: str) -> str:
    """Return the name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def index(archive: ZipFile, name: str):
    """Read the root element of a small XML part; KeyError without it, ValueError when large."""
    with archive.open(name) as part:
        content = part.read(MAX_INDEX_BYTES + 1)
    if len(content) > MAX_INDEX_BYTES:
        raise ValueError(f"{name} is larger than a list of parts can be")
    return fromstring(content, forbid_dtd=True)


def content_types(archive: ZipFile) -> list[tuple[str, str]]:
    """Yield (part, content type) of each line of the package's list; a default has no part."""
    return [
        (line.get("PartName", "").lstrip("/"), line.get("ContentType", ""))
        for line in index(archive, CONTENT_TYPES)
    ]


def part_of_type(archive: ZipFile, content_type: str) -> str | None:
    """Return the name of the first part of this type that the archive really holds."""
    names = set(archive.namelist())
    for part, declared in content_types(archive):
        if declared == content_type and part in names:
            return part
    return None


def elements(root, name: str) -> Iterator:
    return (each for each in root.iter() if isinstance(each.tag, str) and local(each.tag) == name)


def listed(archive: ZipFile, part: str, name: str) -> dict[str, str]:
    """List what a part names in these elements, in order: title or id -> the part it leads to."""
    targets, names = relations(archive, part), set(archive.namelist())
    found = {}
    for each in elements(index(archive, part), name):
        target = targets.get(relation_id(each) or "")
        if target in names:
            found[each.get("name") or each.get("id")] = target
    return found


def relation_id(element) -> str | None:
    """Return the value of `r:id`, whichever namespace the strict or the usual format gives it."""
    return next((value for key, value in element.items() if key.endswith("}id")), None)


def relations(archive: ZipFile, part: str) -> dict[str, str]:
    """Map relation ids to the parts they lead to, for one part; targets elsewhere are left out."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path not in archive.namelist():
        return {}
    return {
        line.get("Id"): posixpath.normpath(posixpath.join("/", folder, line.get("Target", "")))[1:]
        for line in index(archive, path)
        if line.get("TargetMode") != "External"
    }
