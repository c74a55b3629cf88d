"""The command measures the site's search in a database of its own."""

import csv
import sys

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from benchmarks import evaluation
from benchmarks.evaluation import comparison
from benchmarks.evaluation.asking import ask, words_only
from benchmarks.evaluation.collection import Document
from benchmarks.evaluation.indexing import index
from benchmarks.evaluation.readers import read_collection
from documents.models import Entry
from documents.search.text import parse
from tests.benchmarks.evaluation import files
from tests.factories import make_entry


def databases() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_table_and_the_values_of_each_query(tmp_path, capsys):
    make_entry("A truce of the site's own")
    before, per_query = databases(), tmp_path / "queries.tsv"

    call_command(
        "evaluate_search", files.write(tmp_path / "beir", files.BEIR), "--per-query", per_query
    )

    printed = capsys.readouterr().out
    assert "beir: 3 documents, 2 queries" in printed
    assert "nDCG@10, site / BM25 stemmed: 1.00" in printed
    rows = list(csv.DictReader(per_query.read_text(encoding="utf-8").splitlines(), delimiter="\t"))
    first = {(row["query"], row["system"]): (row["MAP"], row["first ten"]) for row in rows}
    assert first["q1", "site"] == ("1.0000", "d1")
    assert first["q1", "BM25"] == ("0.0000", "")
    assert first["q1", "BM25 stemmed"] == ("1.0000", "d1")
    assert first["q2", "site"] == ("1.0000", "d2")
    assert databases() == before
    assert Entry.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_database_goes_after_a_failure_too(tmp_path, monkeypatch):
    def fail(*args):
        raise ZeroDivisionError

    monkeypatch.setattr(comparison, "ask", fail)
    before = databases()

    with pytest.raises(ZeroDivisionError):
        call_command("evaluate_search", files.write(tmp_path, files.BEIR))

    assert databases() == before
    assert Entry.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("form", "question", "found"),
    [
        (files.BEIR, "cruz", ["d1"]),
        (files.TREC, "police reporter", ["AP89-0001"]),
        (files.CRANFIELD, "brown flow", ["1"]),
        (files.CISI, "dewey", ["1"]),
        (files.MED, "lens", ["2"]),
        (files.CACM, "algebra", ["1"]),
    ],
)
def test_every_format_is_indexed(tmp_path, form, question, found):
    collection = read_collection(files.write(tmp_path, form))

    ids = index(collection.documents)

    assert len(ids) == len(collection.documents)
    assert [ids[pk] for pk in ask(question, 10)] == found


@pytest.mark.django_db
def test_what_an_entry_cannot_hold_is_cut_or_goes_on_in_its_summary():
    long, odd = Document("1", "wing " * 120 + "tail", creators=("x" * 999, "x" * 999)), "no\0thing"

    ids = index([long, Document("2", "", odd), Document("3", "")])

    assert [ids[pk] for pk in ask("tail", 10)] == ["1"]
    assert [ids[pk] for pk in ask("no thing", 10)] == ["2"]


def test_what_cannot_be_measured_is_said_in_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="is no test collection"):
        call_command("evaluate_search", tmp_path)


def test_a_missing_package_is_named(tmp_path, monkeypatch):
    monkeypatch.delitem(sys.modules, "benchmarks.evaluation.comparison")
    monkeypatch.delitem(sys.modules, "benchmarks.evaluation.baseline")
    monkeypatch.delattr(evaluation, "baseline")
    monkeypatch.setitem(sys.modules, "bm25s", None)

    with pytest.raises(CommandError, match="bm25s is missing: run `pip install"):
        call_command("evaluate_search", tmp_path)


@pytest.mark.parametrize(
    "text", ['-gang "peace committee" OR truce', "«a» --b", "\u200b-hidden “-both”", "x OR -y"]
)
def test_a_question_holds_words_alone(text):
    query = parse(words_only(text))

    assert not query.excluded
    assert all(len(group) == 1 and " " not in group[0].text for group in query.groups)


def test_a_hyphen_within_a_word_stays():
    assert words_only("ring-stiffened") == "ring-stiffened"
