"""An index of titles in the order of each interface language, without which long lists are slow.

They are made after every migration, so that another language in the settings needs none of its own.
"""

from typing import Any

from django.db import connection, models

from documents.models import IndexedEntry
from documents.models.indexed_entry import title_order
from wording import languages


def ensure(**kwargs: Any) -> None:
    """Make those that are missing."""
    known = existing()
    with connection.schema_editor() as editor:
        for index in map(index_of, languages.codes()):
            if known and index.name not in known:
                editor.add_index(IndexedEntry, index)


def index_of(language: str) -> models.Index:
    name = f"indexed_title_{language.replace('-', '_')}"
    return models.Index(title_order(language), "entry", name=name)


def existing() -> dict[str, Any]:
    """Return what there is in the database; nothing while the table itself is not there."""
    with connection.cursor() as cursor:
        if IndexedEntry._meta.db_table not in connection.introspection.table_names(cursor):
            return {}
        return connection.introspection.get_constraints(cursor, IndexedEntry._meta.db_table)
