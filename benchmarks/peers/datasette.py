"""Datasette: SQLite's full-text search with facets, over HTTP."""

import json
import sqlite3
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from subprocess import DEVNULL
from urllib.parse import urlencode

from benchmarks import process
from benchmarks.peers.peer import SHOWN, Answer, Peer, column

TEXTS = ["title", "takeaway", "summary", "body"]
LIMIT_MS = 20_000
OPTIONS = {
    "sql_time_limit_ms": LIMIT_MS,
    "facet_time_limit_ms": LIMIT_MS,
    "suggest_facets": 0,
    "max_returned_rows": 10_000,
}


class Datasette(Peer):
    """Facets of many values are columns that hold JSON lists."""

    skipped = frozenset({"deep page"})  # its pages are linked one to the next, without numbers

    @property
    def file(self):
        return self.folder / "bench.db"

    def build(self, documents):
        with sqlite3.connect(self.file) as database:
            database.execute(f"CREATE TABLE entries ({', '.join(self.columns())})")
            marks = ", ".join("?" * len(self.columns()))
            database.executemany(f"INSERT INTO entries VALUES ({marks})", map(self.row, documents))
            database.execute("CREATE INDEX entries_issued ON entries (issued)")
            database.execute("CREATE INDEX entries_year ON entries (year)")
            database.execute(
                f"CREATE VIRTUAL TABLE entries_fts USING fts5 ({', '.join(TEXTS)},"
                " content=entries, tokenize='porter unicode61')"
            )
            database.execute("INSERT INTO entries_fts (entries_fts) VALUES ('rebuild')")

    def columns(self) -> list[str]:
        facets = [column(scheme) for scheme in self.schemes]
        return ["id INTEGER PRIMARY KEY", *TEXTS, "issued", "year INTEGER", *facets]

    def row(self, document) -> list:
        facets = [json.dumps(document.facets.get(scheme, [])) for scheme in self.schemes]
        texts = [getattr(document, text) for text in TEXTS]
        return [document.pk, *texts, document.issued, document.year, *facets]

    @contextmanager
    def opened(self):
        port = process.free_port()
        command = [sys.executable, "-m", "datasette", "serve", self.file, f"--port={port}"]
        for name, value in OPTIONS.items():
            command += ["--setting", name, str(value)]
        with process.running(command, stdout=DEVNULL, stderr=DEVNULL) as server:
            process.seconds_until_answer(server, port, "/-/versions.json")
            self.connection = HTTPConnection("127.0.0.1", port, timeout=LIMIT_MS / 1000)
            yield server.pid

    def ask(self, question):
        found = self.get(f"/bench/entries.json?{urlencode(self.parameters(question))}")
        results = {name: each["results"] for name, each in found["facet_results"].items()}
        if len(results) < len(self.schemes):
            raise TimeoutError("Facets that took too long were left out")
        facets = {scheme: counts(results[column(scheme)]) for scheme in self.schemes}
        entries = [row["id"] for row in found["rows"]]
        return Answer(entries, found["filtered_table_rows_count"], facets)

    def get(self, path: str) -> dict:
        try:
            self.connection.request("GET", path)
            response = self.connection.getresponse()
            answer = json.loads(response.read())
        except BaseException:  # given up half-way, it takes no other question
            self.connection.close()
            raise
        if response.status != 200:
            raise TimeoutError(answer.get("error", response.status))
        return answer

    def parameters(self, question) -> list[tuple[str, str | int]]:
        asked: list = [("_shape", "objects"), ("_size", SHOWN), ("_facet_size", "max")]
        asked += [("_facet_array", column(scheme)) for scheme in self.schemes]
        asked += [(f"{column(scheme)}__arraycontains", code) for scheme, code in question.filters]
        if question.year_from:
            asked.append(("year__gte", question.year_from))
        return [*asked, ("_search", question.words) if question.words else ("_sort_desc", "issued")]


def counts(results: list[dict]) -> dict[str, int]:
    return {each["value"]: each["count"] for each in results}
