"""What changed from one revision of an entry to the next, field by field."""

from dataclasses import dataclass

from documents.models import Revision

NEVER_SHOWN = {"identifier", "key"}


@dataclass(frozen=True)
class Difference:
    """One field's old and new text; empty where there was or is none."""

    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Step:
    """A revision with what it changed."""

    revision: Revision
    differences: list[Difference]


def history(revisions: list[Revision]) -> list[Step]:
    """Steps from revisions given newest first."""
    older = [revision.record for revision in revisions[1:]] + [{}]
    return [
        Step(revision, differences(before, revision.record))
        for revision, before in zip(revisions, older, strict=True)
    ]


def differences(old: dict, new: dict) -> list[Difference]:
    """The fields in which two records differ, in their order."""
    before, after = flatten(old), flatten(new)
    return [
        Difference(field, before.get(field, ""), after.get(field, ""))
        for field in dict.fromkeys([*after, *before])
        if before.get(field, "") != after.get(field, "")
    ]


def flatten(record: dict, prefix: str = "") -> dict[str, str]:
    """Field -> text; a field of a group carries the group's name: "sections › purpose"."""
    flat: dict[str, str] = {}
    for name, value in record.items():
        if not prefix and name in NEVER_SHOWN:
            continue
        path = f"{prefix}{name}"
        if isinstance(value, dict):
            flat |= flatten(value, f"{path} › ")
        else:
            flat[path] = as_text(value)
    return flat


def as_text(value) -> str:
    if isinstance(value, list):
        return "\n".join(as_text(each) for each in value)
    if isinstance(value, dict):
        return " · ".join(f"{each}" for each in value.values())
    return str(value)
