"""The files that can be brought in: what they are told by, and how each becomes patches."""

import json
import time
from collections.abc import Iterable
from hashlib import sha256
from http import HTTPStatus

from django.contrib.auth.models import User
from django.template.defaultfilters import filesizeformat

from documents.models import Translation
from documents.records.parts.part import Column
from documents.records.terms import Terms
from exchange.models import ImportRun
from exchange.patches import Patch, of_drafts, of_table
from exchange.readers import Unreadable, bibtex, csl, oai, ris
from exchange.table import csv_file, xlsx_file
from exchange.table.columns import columns
from exchange.table.mapping import chosen, mapping_for
from exchange.table.table import Table
from fetching import Budget, FetchError, fetch
from wording import sentence as _
from wording.languages import codes

LARGEST = 20 * 1024 * 1024  # bytes
OAI = "oai"
PAUSE, SECONDS = 1, 60  # before each request to another repository, and for its answer
REFERENCES = {"ris": ris.read, "bib": bibtex.read, "bibtex": bibtex.read, "json": csl.read}
TABLES = {"csv": csv_file.read, "tsv": csv_file.read, "txt": csv_file.read, "xlsx": xlsx_file.read}


def refuse_large(size: int) -> None:
    """Raise Unreadable for too many bytes, before a file is taken into memory."""
    if size > LARGEST:
        raise Unreadable(_("The file is larger than %(most)s.") % {"most": filesizeformat(LARGEST)})


def uploaded(actor: User | None, name: str, data: bytes) -> ImportRun:
    """Make the import of an uploaded file, with a first mapping of its columns; not saved yet.

    Raises Unreadable.
    """
    format_ = name.rpartition(".")[2].casefold()
    if format_ not in accepted():
        raise Unreadable(_("Accepted are files of the types %(types)s.")
                         % {"types": ", ".join(accepted())})  # fmt: skip
    run = ImportRun(actor=actor, name=name[-200:], format=format_, content=data)
    run.sha256 = sha256(data).hexdigest()
    if format_ in TABLES:
        run.mapping = mapping_for(table_of(run).header, all_columns(Terms()))
    else:
        patches_of(run, Terms())
    return run


def asked_for(actor: User | None, url: str, set_: str, since: str) -> ImportRun:
    """Record a harvest that the worker is yet to make."""
    content = json.dumps({"url": url, "set": set_, "since": since}).encode()
    return ImportRun.objects.create(
        actor=actor, name=url[-200:], format=OAI, content=content,
        sha256=sha256(content).hexdigest(),
    )  # fmt: skip


def body_of(url: str) -> bytes:
    """Ask another repository, after a pause; return its answer's body. Raises Unreadable."""
    time.sleep(PAUSE)
    try:
        answer = fetch(url, most=LARGEST, budget=Budget(SECONDS, read=LARGEST))
    except FetchError as error:
        raise Unreadable(error.message) from None
    if answer.status != HTTPStatus.OK or not answer.is_whole:
        raise Unreadable(
            _("The repository answered with status %(status)d.") % {"status": answer.status}
        )
    return answer.body


def accepted() -> list[str]:
    return [*TABLES, *REFERENCES]


def table_of(run: ImportRun) -> Table:
    return TABLES[run.format](bytes(run.content))


def all_columns(terms: Terms) -> list[Column]:
    return columns(terms, languages())


def languages() -> Iterable[str]:
    """List the interface's languages, and those that entries are translated into besides."""
    used = Translation.objects.values_list("language", flat=True).distinct()
    return dict.fromkeys([*codes(), *sorted(used)])


def patches_of(run: ImportRun, terms: Terms) -> list[Patch]:
    if run.format == OAI:
        asked = json.loads(bytes(run.content))
        return list(of_drafts(oai.harvest(asked["url"], body_of, asked["set"], asked["since"])))
    if run.format in REFERENCES:
        return list(of_drafts(REFERENCES[run.format](bytes(run.content))))
    table = table_of(run)
    return list(of_table(table, chosen(table.header, run.mapping, all_columns(terms))))
