"""Percentiles, and the report that is made of a file of figures."""

import json

import pytest

from benchmarks import figures, report

TIMING = {"number": 3, "median": 12.5, "p95": 250.0, "p99": 1300.0}
SIZE = {
    "date": "2026-01-01",
    "mix": [["browse", 40, "no words"], ["phrase", 60, "two words"]],
    "overall": TIMING,
    "sorts": {"browse": TIMING, "phrase": None},
    "failed": 1,
    "kilobytes": 17,
    "together": {
        "2": TIMING | {"per_second": 30.5, "failed": 0},
        "8": TIMING | {"per_second": 40, "failed": 2},
    },
    "checked": 20,
    "load_before": 0.1,
    "start_seconds": 2.5,
    "megabytes": {"master": [50], "workers": [60, 70]},
    "peers_questions": [["browse", 10.0], ["phrase", 20.0], ["browse", 30.0], ["phrase", 5.0]],
    "peers": {
        "orm": {"unfinished": "not indexed in 15 minutes"},
        "datasette": {
            "timings": [["browse", 100.0], ["browse", 20_000.0]], "wanted": 3, "too_long": 1,
            "skipped": ["phrase"], "wrong": 0, "megabytes": 90, "indexing_seconds": 1.5,
        },
    },
}  # fmt: skip
MACHINE = {"date": "2026-01-02", "processor": "X", "cores": 2, "gigabytes": 8,
           "versions": {"Django": "5.2"}}  # fmt: skip


@pytest.mark.parametrize(
    ("percent", "value"), [(0, 1), (50, 50), (95, 95), (99, 99), (99.5, 100), (100, 100)]
)
def test_percentile_is_the_nearest_rank(percent, value):
    assert figures.percentile(list(range(100, 0, -1)), percent) == value


def test_percentiles_of_few_values():
    assert figures.percentile([7.0], 99) == 7.0
    assert figures.percentile([3.0, 1.0], 50) == 1.0
    with pytest.raises(ValueError, match="Nothing"):
        figures.percentile([], 50)


@pytest.fixture
def written(tmp_path) -> str:
    slower = SIZE | {"overall": TIMING | {"median": 25.0}, "peers": {}}
    found = {"machine": MACHINE, "sizes": {"1000": SIZE, "10000": slower}}
    figures.write(found, tmp_path / "figures.json")
    report.write(figures.read(tmp_path / "figures.json"), tmp_path / "report.md")
    return (tmp_path / "report.md").read_text()


def test_the_report_has_what_was_measured(written):
    assert "| browse | 40 | no words |" in written
    assert "| one client: median | 12.5 ms | 25.0 ms |" in written
    assert "From 1,000 to 10,000 entries the median grows 2.0 times, p95 1.0 times." in written
    assert "| browse | 3 | 12.5 ms | 250 ms | 1,300 ms |" in written
    assert "| answers that were no page | 3 | 3 |" in written


def test_the_report_is_honest_about_peers(written):
    assert "| `orm` | not indexed in 15 minutes |" in written
    assert "100 ms (1 took too long, 2 of 3 asked)" in written
    assert "| 10 |" in written, "beside the site's 10 ms for the same two questions"


def test_the_report_of_the_project_is_that_of_its_figures():
    found = figures.read()
    assert report.FILE.read_text() == report.text(found)
    assert json.loads(figures.FILE.read_text())["sizes"]
