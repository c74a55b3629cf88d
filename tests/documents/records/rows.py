"""All rows that belong to an entry, to be compared with those of another."""

from documents.models import Entry
from documents.records.parts import PARTS

# What numbers rows, what names the entry, and when it was made.
NOT_COMPARED = {"id", "entry", "source", "block", "owner", "decided_at", "decided_by"}


def rows_of(entry: Entry) -> dict[str, list]:
    """Table -> its rows of this entry, in their order where they have one; under "entry" what
    stands in its columns."""
    columns = {name: getattr(entry, name) for part in PARTS for name in getattr(part, "paths", {})}
    found = {"entry": [columns | {"kind": entry.kind_id}]}
    for part in PARTS:
        for model in part.models:
            rows = [values(row) for row in of(model, entry)]
            found[model.__name__] = rows if model._meta.ordering else sorted(rows, key=str)
    return found


def of(model, entry: Entry):
    names = {field.name for field in model._meta.concrete_fields}
    ways = {"entry": "entry", "source": "source", "owner": "owner", "finding": "finding__owner"}
    name = next(ways[each] for each in ("owner", "source", "finding", "entry") if each in names)
    return model.objects.filter(**{name: entry.pk})


def values(row) -> dict:
    fields = row._meta.concrete_fields
    if "finding" in {field.name for field in fields}:
        return {"source": row.entry_id}
    compared = (each for each in fields if each.name not in NOT_COMPARED)
    return {each.attname: getattr(row, each.attname) for each in compared}
