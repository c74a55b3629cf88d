"""The files that can be brought in: what they are told by, and how each becomes patches."""

from collections.abc import Iterable
from hashlib import sha256

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from documents.models import Translation
from exchange.models import ImportRun
from exchange.patches import Patch, of_drafts, of_table
from exchange.readers import Unreadable, bibtex, csl, ris
from exchange.table import csv_file, xlsx_file
from exchange.table.columns import Column, columns
from exchange.table.mapping import chosen, mapping_for
from exchange.table.names import Names
from exchange.table.table import Table

LARGEST = 20 * 1024 * 1024  # bytes
REFERENCES = {"ris": ris.read, "bib": bibtex.read, "bibtex": bibtex.read, "json": csl.read}
TABLES = {"csv": csv_file.read, "tsv": csv_file.read, "txt": csv_file.read, "xlsx": xlsx_file.read}


def uploaded(actor, name: str, data: bytes) -> ImportRun:
    """Keep a file that can be read, with a first mapping of its columns. Raises Unreadable."""
    format_ = name.rpartition(".")[2].casefold()
    if format_ not in accepted():
        raise Unreadable(_("Accepted are files of the types %(types)s.")
                         % {"types": ", ".join(accepted())})  # fmt: skip
    if len(data) > LARGEST:
        raise Unreadable(_("The file is larger than %(most)s.") % {"most": filesizeformat(LARGEST)})
    run = ImportRun(actor=actor, name=name[-200:], format=format_, content=data)
    run.sha256 = sha256(data).hexdigest()
    if format_ in TABLES:
        run.mapping = mapping_for(table_of(run).header, all_columns(Names()))
    else:
        patches_of(run, Names())
    run.save()
    return run


def accepted() -> list[str]:
    return [*TABLES, *REFERENCES]


def table_of(run: ImportRun) -> Table:
    return TABLES[run.format](bytes(run.content))


def all_columns(names: Names) -> list[Column]:
    return columns(names, languages())


def languages() -> Iterable[str]:
    """The interface's languages, and those that entries are translated into besides."""
    used = Translation.objects.values_list("language", flat=True).distinct()
    return dict.fromkeys([*(code for code, _name in settings.LANGUAGES), *sorted(used)])


def patches_of(run: ImportRun, names: Names) -> list[Patch]:
    if run.format in REFERENCES:
        return list(of_drafts(REFERENCES[run.format](bytes(run.content))))
    table = table_of(run)
    return list(of_table(table, chosen(table.header, run.mapping, all_columns(names))))
