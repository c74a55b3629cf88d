from importlib import import_module
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from benchmarks.evaluation.collection import CollectionError
from benchmarks.evaluation.database import NoDatabase
from benchmarks.evaluation.readers import read_collection


class Command(BaseCommand):
    help = "Measure the site's search on a test collection, beside BM25; see docs/evaluation.md."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("collection", type=Path, help="folder in BEIR, TREC or SMART format")
        parser.add_argument("--limit", type=int, help="ask so many of the queries only")
        parser.add_argument("--per-query", type=Path, help="write every query's values to this TSV")

    def handle(self, *args, collection: Path, limit: int | None, per_query: Path | None, **options):
        comparison, report = (load(name) for name in ("comparison", "report"))
        try:
            tested = read_collection(collection).answerable(limit)
            self.stdout.write(
                f"{tested.name}: {len(tested.documents)} documents, {len(tested.queries)} queries"
            )
            compared = comparison.compare(tested)
            self.stdout.write(report.table(compared))
            if per_query:
                report.write_queries(per_query, compared)
        except (CollectionError, NoDatabase, OSError) as error:
            raise CommandError(str(error)) from None


def load(name: str):
    """Import a module of the evaluation; some need packages that the site does without."""
    try:
        return import_module(f"benchmarks.evaluation.{name}")
    except ModuleNotFoundError as missing:
        raise CommandError(
            f"The package {missing.name} is missing: run `pip install -r requirements-dev.txt`."
        ) from None
