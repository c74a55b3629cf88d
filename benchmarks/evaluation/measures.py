"""How good a ranking is, in the measures of trec_eval."""

from collections import defaultdict

import ir_measures
from ir_measures import AP, P, R, nDCG

from benchmarks.evaluation.collection import Judgements

MEASURES = {"MAP": AP, "nDCG@10": nDCG @ 10, "P@10": P @ 10, "recall@100": R @ 100}
DEPTH = 1000  # documents of a ranking that count

Run = dict[str, list[str]]  # query id -> document ids, best first
Values = dict[str, float]  # name of a measure -> value


def measure(judgements: Judgements, run: Run, measures: dict = MEASURES) -> dict[str, Values]:
    """Query id -> its values; a query that found nothing has 0 everywhere.

    What nobody judged is not relevant; the gains of nDCG grow evenly with the judgements.
    """
    names = {each: name for name, each in measures.items()}
    values = {query: dict.fromkeys(measures, 0.0) for query in judgements}
    for metric in ir_measures.iter_calc(list(names), judgements, scored(run)):
        values[metric.query_id][names[metric.measure]] = metric.value
    return values


def scored(run: Run) -> dict[str, Values]:
    """The library orders by score: the place counted from the end."""
    return {
        query: {document: float(-place) for place, document in enumerate(documents)}
        for query, documents in run.items()
    }


def mean(values: dict[str, Values]) -> Values:
    sums: Values = defaultdict(float)
    for each in values.values():
        for name, value in each.items():
            sums[name] += value / len(values)
    return dict(sums)
