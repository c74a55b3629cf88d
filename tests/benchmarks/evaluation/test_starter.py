"""What people type finds what they look for in the starter collection.

The judgements in starter/ were made by reading the entries: 2 is exactly what was sought, 1 is
useful. The floors lie a little below what the search reaches, so that it does not grow worse.
"""

from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from ir_measures import R, nDCG

from benchmarks.evaluation.asking import ask
from benchmarks.evaluation.measures import mean, measure
from benchmarks.evaluation.readers.beir import read_judgements, read_queries
from documents.models import Entry

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

FOLDER = Path(__file__).with_name("starter")
QUERIES = read_queries(FOLDER / "queries.jsonl")
JUDGEMENTS = read_judgements(FOLDER / "qrels.tsv")
MEASURES = {"nDCG@10": nDCG @ 10, "recall@20": R @ 20}
FLOORS = {"nDCG@10": 0.79, "recall@20": 0.84}


@pytest.fixture(scope="module")
def found(django_db_setup, django_db_blocker) -> dict[str, list[str]]:
    """Query id -> the keys of the first hundred entries found."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_vocabularies")
        call_command("load_starter")
        keys = dict(Entry.objects.values_list("pk", "import_key"))
        run = {query.id: [keys[pk] for pk in ask(query.text, 100)] for query in QUERIES}
        transaction.set_rollback(True)
    return run


def test_the_search_finds_what_was_sought(found):
    values = measure(JUDGEMENTS, found, MEASURES)
    reached = mean(values)

    low = {name for name, floor in FLOORS.items() if reached[name] < floor}
    assert not low, f"{reached}; by language: {by_language(values)}"


def by_language(values: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    grouped = defaultdict(dict)
    for query in QUERIES:
        grouped[query.language][query.id] = values[query.id]
    return {language: mean(group) for language, group in grouped.items()}


def test_every_judgement_names_a_query_and_an_entry(found):
    assert set(JUDGEMENTS) == {query.id for query in QUERIES}
