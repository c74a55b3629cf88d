"""`python -m benchmarks`: build what is missing, measure site and peers, write the report."""

import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from datetime import date

from benchmarks import VERSION, database, figures, machine, plots, report
from benchmarks.database import BASE, environment
from twg_repository.serving.postgres import EmbeddedPostgres

SIZES = [10_000, 100_000, 1_000_000]
PEERS = ["orm", "orm-stored", "haystack", "datasette", "tantivy"]
PEER_SECONDS = 3600  # building and asking have limits of their own; this one is for what hangs


def main() -> None:
    given = read_arguments()
    if not given.report_only:
        with database.running() as server:
            for size in given.sizes:
                measure_size(server, size, given)
    found = figures.read()
    report.write(found)
    plots.draw(found)


def read_arguments() -> Namespace:
    parser = ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("--sizes", type=numbers, default=SIZES, help="entries, with commas")
    parser.add_argument("--peers", type=names, default=PEERS, help="with commas; none for no peer")
    parser.add_argument("--seconds", type=float, default=60, help="of one client's questions")
    parser.add_argument("--repeat", action="store_true", help="ask some addresses again, too")
    parser.add_argument("--report-only", action="store_true", help="from the figures that are kept")
    return parser.parse_args()


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",")]


def names(text: str) -> list[str]:
    chosen = [] if text == "none" else text.split(",")
    if unknown := set(chosen) - set(PEERS):
        raise ValueError(f"No such peer: {', '.join(sorted(unknown))}")
    return chosen


def measure_size(server: EmbeddedPostgres, size: int, given: Namespace) -> None:
    """What is measured is kept at once, for a later step may fail."""
    print(f"{size:,} entries", flush=True)
    database.ensure(server, size, VERSION)
    database.manage(server, size, "migrate", "--verbosity=0")
    database.warm(server, size)
    site = ["measure", str(size), f"--seconds={given.seconds}"] + ["--repeat"] * given.repeat
    keep(size, site_figures := inside(server, size, site))
    for peer in given.peers:
        print(f"  {peer}", flush=True)
        site_figures["peers"] = site_figures.get("peers", {}) | {peer: ask_peer(server, size, peer)}
        keep(size, site_figures)


def keep(size: int, measured: dict) -> None:
    """Peers that were not asked this time keep the figures of the time before."""
    found = figures.read()
    before = found["sizes"].get(str(size), {}).get("peers", {})
    peers = before | measured.get("peers", {})
    today = {"date": date.today().isoformat()}
    found["sizes"][str(size)] = measured | today | {"peers": peers}
    figures.write(found | {"machine": machine.describe()})


def ask_peer(server: EmbeddedPostgres, size: int, peer: str) -> dict:
    settings = {"DJANGO_SETTINGS_MODULE": "benchmarks.peers.settings"}
    try:
        return inside(server, size, ["peers.run", peer, str(size)], settings, PEER_SECONDS)
    except subprocess.TimeoutExpired:
        return {"unfinished": f"not finished in {PEER_SECONDS // 60} minutes"}


def inside(server, size: int, arguments: list[str], more: dict | None = None,
           seconds: float | None = None) -> dict:  # fmt: skip
    """What a module with Django on the database of a size prints."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.inside", *arguments], cwd=BASE, timeout=seconds,
        env=environment(server, size) | (more or {}), stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
