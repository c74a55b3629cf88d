"""The files of an entry. They are uploaded: no record brings one in, or takes one away."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from documents.models import Entry, File
from documents.records.parts.part import Part, without_empty

SHOWN = ("number", "title", "language", "licence", "name", "sha256")


class Files(Part):
    names = ("files",)
    models = (File,)
    is_written = has_columns = False
    stays_unsaid = True

    def related(self) -> Iterable[Any]:
        return [Prefetch("files", File.objects.defer("text"))]

    def read(self, entry: Entry) -> dict[str, Any]:
        return {
            "files": [
                without_empty({name: getattr(row, name) for name in SHOWN})
                for row in entry.files.all()
            ]
        }


FILES = Files()
