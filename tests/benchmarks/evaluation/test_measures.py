"""The measures are those of trec_eval."""

from math import log2

import pytest

from benchmarks.evaluation.measures import mean, measure


def test_values_of_a_ranking():
    judgements = {"q": {"best": 2, "good": 1, "not found": 1}}
    values = measure(judgements, {"q": ["unjudged", "best", "good"]})["q"]

    gained = 2 / log2(3) + 1 / log2(4)
    ideal = 2 / log2(2) + 1 / log2(3) + 1 / log2(4)
    assert values == pytest.approx(
        {
            "MAP": (1 / 2 + 2 / 3) / 3,
            "nDCG@10": gained / ideal,
            "P@10": 2 / 10,
            "recall@100": 2 / 3,
        }
    )


def test_a_query_that_found_nothing_counts_as_zero():
    judgements = {"q": {"d": 1}, "r": {"d": 1}}
    values = measure(judgements, {"q": ["d"], "r": []})

    assert values["r"]["MAP"] == 0
    assert mean(values)["MAP"] == 0.5
