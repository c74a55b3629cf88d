"""Measures the site on the database that the environment names; prints the figures as JSON."""

import json
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from benchmarks import site
from benchmarks.check import check_totals
from benchmarks.collection import Material
from benchmarks.figures import summary
from benchmarks.mix import SORTS, Mix, Question, Sources
from benchmarks.replay import Run, replay
from documents.models import IndexedEntry

MEASURED, WARM_UP, PEERS = 1, 2, 3  # seeds
CLIENTS = (2, 8)
REPEATED = 50  # addresses that are asked again and again
CHECKED = 20
EACH_SORT = 5  # questions for the peers
LONGEST_MS = 20_000.0  # of one of these


def main(arguments: list[str]) -> None:
    parser = ArgumentParser()
    parser.add_argument("size", type=int)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--repeat", action="store_true")
    given = parser.parse_args(arguments)
    load = round(os.getloadavg()[0], 1)
    sources = Sources(Material(), given.size)
    with site.running() as running:
        say(f"answers after {running.start_seconds:.1f} s")
        figures = Measurement(running, sources, given.seconds).take(given.repeat)
    mix = [(sort.name, sort.weight, sort.meaning) for sort in SORTS]
    entries = IndexedEntry.objects.count()
    print(json.dumps(figures | {"entries": entries, "mix": mix, "load_before": load}))


def peers_questions(sources: Sources) -> list[Question]:
    """The same for the site and every peer."""
    return Mix(sources, PEERS).some_of_each(EACH_SORT)


@dataclass
class Measurement:
    """One site with one collection."""

    site: site.Site
    sources: Sources
    seconds: float

    def take(self, repeat: bool) -> dict:
        mix = Mix(self.sources, MEASURED)
        self.warm_up()
        figures = self.alone(mix) | {"together": {n: self.together(mix, n) for n in CLIENTS}}
        figures |= {"repeated": self.repeated(mix)} if repeat else {}
        figures["peers_questions"] = self.for_peers()
        figures["checked"] = check_totals(self.site.port, mix, CHECKED)
        return figures | self.costs()

    def warm_up(self) -> None:
        """Both workers, with questions of their own."""
        self.replay(Mix(self.sources, WARM_UP).questions(), self.seconds / 6, 2)

    def replay(self, questions: Iterable[Question], seconds: float, clients: int = 1) -> Run:
        run = replay(self.site.port, questions, seconds, clients)
        say(f"{clients} clients: {len(run.answered)} answers, {run.failed} failures")
        return run

    def alone(self, mix: Mix) -> dict:
        run = self.replay(mix.questions(), self.seconds)
        size = sum(each.size for each in run.answered) / max(1, len(run.answered))
        return by_sort(run) | {"failed": run.failed, "kilobytes": round(size / 1000)}

    def together(self, mix: Mix, clients: int) -> dict:
        run = self.replay(mix.questions(), self.seconds / 2, clients)
        rate = round(len(run.answered) / run.seconds, 1)
        return {"per_second": rate, "failed": run.failed} | summary(run.milliseconds())

    def repeated(self, mix: Mix) -> dict:
        """The same addresses again and again, each asked once before."""
        questions = list(islice(mix.questions(), REPEATED))
        self.replay(questions, self.seconds)
        return summary(self.replay(questions * REPEATED, self.seconds / 6).milliseconds())

    def for_peers(self) -> list[tuple[str, float]]:
        """What the peers are asked, too: sort and milliseconds of each question.

        As with them, a question without an answer counts as the longest that one may take.
        """
        run = self.replay(peers_questions(self.sources), 10 * self.seconds)
        return [
            (each.sort, round(each.milliseconds, 2) if each.status == 200 else LONGEST_MS)
            for each in run.timings
        ]

    def costs(self) -> dict:
        megabytes = self.site.megabytes()
        return {
            "start_seconds": round(self.site.start_seconds, 1),
            "megabytes": {who: [round(each) for each in of] for who, of in megabytes.items()},
        }


def by_sort(run: Run) -> dict:
    sorts = {sort.name: summary(run.milliseconds(sort.name)) for sort in SORTS}
    return {"overall": summary(run.milliseconds()), "sorts": sorts}


def say(words: str) -> None:
    print(f"  {words}", file=sys.stderr, flush=True)
