"""docs/benchmarks.md, made of the figures that were measured."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.database import BASE
from benchmarks.figures import percentile

FILE = BASE / "docs" / "benchmarks.md"
Row = list[str]
Sizes = dict[int, dict]

INTRODUCTION = """\
# How fast the search is

    make bench                                        # 10,000, 100,000 and 1,000,000 entries
    make bench ARGUMENTS="--sizes 10000 --peers none"

The first time, the collections are built below `var/bench` and kept there: vocabularies and places
are the real ones, entries are made of words that are as frequent as Zipf's law has it, with 8 to 14
concepts each; every tenth has a file with text. Everything is drawn from a seed and is the same
every time. `make bench ARGUMENTS=--report-only` writes this page again from
[figures.json](benchmarks/figures.json)."""

QUESTIONS = """\
No two addresses of a run are the same, so that nothing is answered from a cache; a share of a
hundred are of each sort. Addresses, as a browser sends them that has seen a page of the site
before, in four languages; answers are whole pages, compressed with Brotli."""

SITE = """\
Two workers of gunicorn, as in production, with PostgreSQL and the client on the same machine. *One
client* asks one question after the other. Before the measurement, both workers answer other
questions for some seconds. Milliseconds until the last byte. A load before the measurement that is
far above 0 means that others worked on the machine, too, and that everything here is slower than
it would be."""

PEERS_SAY = """\
Each is asked the same {each} questions of every sort, one after the other, for the first 20
entries, their number, and the counts of all facets; the last column says how many times as long as
the site's own median on these questions that took. The site sends a page over HTTP, a peer but
Datasette answers inside the process that asks. A question has 20 seconds: one that takes longer
counts as 20 seconds and is given in brackets. An index has 15 minutes, all questions together have
5. No peer corrects misspellings or stems each entry in its own language. *Wrong* are lists without
words whose number of entries is not that of the site's rows."""

PEERS = {
    "orm": "Django's ORM on the site's tables, as one writes it first: title, takeaway and summary "
    "become vectors while the question is answered; facets by `annotate(Count)`, without the "
    "values above those that entries have",
    "orm-stored": "the same with a stored vector of all texts and a GIN index",
    "haystack": "django-haystack with Whoosh and its facets",
    "datasette": "Datasette: SQLite FTS5 over HTTP, facets of columns with JSON lists; no deep "
    "page, as its pages have no numbers",
    "tantivy": "tantivy-py, a library in Rust; facets by its terms aggregations",
}


def write(figures: dict, file: Path = FILE) -> None:
    file.write_text(text(figures), encoding="utf-8")


def text(figures: dict) -> str:
    return "\n\n".join(part for part in parts(figures) if part) + "\n"


def parts(figures: dict) -> Iterator[str]:
    sizes = {int(size): figures["sizes"][size] for size in sorted(figures["sizes"], key=int)}
    yield INTRODUCTION
    yield from machine(figures["machine"])
    yield from ("## The questions", QUESTIONS, mix(next(iter(sizes.values()))["mix"]))
    yield from ("## The site", SITE, overview(sizes), growth(sizes), picture("sizes"))
    for size, measured in sizes.items():
        yield from (f"### {size:,} entries", sorts(measured))
    yield picture("sorts")
    yield from peers(sizes)


# -- Sections ----------------------------------------------------------------------------------


def machine(described: dict) -> Iterator[str]:
    versions = ", ".join(f"{name} {number}" for name, number in described["versions"].items())
    where = f"{described['cores']} cores ({described['processor']}), {described['gigabytes']} GB"
    yield f"Measured on {where} of memory, with {versions}. The last figures: {described['date']}."


def mix(declared: list) -> str:
    rows = [[name, str(weight), meaning] for name, weight, meaning in declared]
    return table(["sort", "of 100", "what it is"], rows)


def overview(sizes: Sizes) -> str:
    heads = ["", *(f"{size:,} entries" for size in sizes)]
    return table(heads, [[name, *(show(each) for each in sizes.values())]
                         for name, show in OVERVIEW.items()])  # fmt: skip


def together(clients: int):
    def show(measured: dict) -> str:
        found = measured["together"][str(clients)]
        return f"{found['per_second']:g} a second, p95 {milliseconds(found['p95'])}"

    return show


def repeated(measured: dict) -> str:
    found = measured.get("repeated")
    return f"{milliseconds(found['median'])}, p95 {milliseconds(found['p95'])}" if found else "–"


def failures(measured: dict) -> str:
    return str(measured["failed"] + sum(each["failed"] for each in measured["together"].values()))


def memory(who: str):
    return lambda measured: " + ".join(f"{each} MB" for each in measured["megabytes"][who])


OVERVIEW = {
    "one client: median": lambda each: milliseconds(each["overall"]["median"]),
    "one client: p95": lambda each: milliseconds(each["overall"]["p95"]),
    "one client: p99": lambda each: milliseconds(each["overall"]["p99"]),
    "one client: questions": lambda each: f"{each['overall']['number']:,}",
    "the same addresses again: median": repeated,
    "2 clients": together(2),
    "8 clients": together(8),
    "answers that were no page": failures,
    "totals compared with the projection, all right": lambda each: str(each["checked"]),
    "page, compressed": lambda each: f"{each['kilobytes']} kB",
    "memory of the workers (PSS)": memory("workers"),
    "memory of the process that starts them": memory("master"),
    "from start to the first page": lambda each: f"{each['start_seconds']} s",
    "load of the machine in the minute before": lambda each: f"{each['load_before']:g}",
    "measured": lambda each: each["date"],
}


def growth(sizes: Sizes) -> str:
    """How much slower each size is than the one before."""
    pairs = list(zip(sizes, list(sizes)[1:], strict=False))
    return "\n".join(
        f"From {less:,} to {more:,} entries the median grows {ratio(sizes, less, more, 'median')}"
        f" times, p95 {ratio(sizes, less, more, 'p95')} times.  " for less, more in pairs
    ).rstrip()  # fmt: skip


def ratio(sizes: Sizes, less: int, more: int, name: str) -> str:
    return f"{sizes[more]['overall'][name] / sizes[less]['overall'][name]:.1f}"


def sorts(measured: dict) -> str:
    found = {name: each for name, each in measured["sorts"].items() if each}
    rows = [[name, f"{each['number']:,}", *timing_cells(each)] for name, each in found.items()]
    return table(["sort", "asked", "median", "p95", "p99"], rows)


def timing_cells(found: dict) -> Row:
    return [milliseconds(found[name]) for name in ("median", "p95", "p99")]


def peers(sizes: Sizes) -> Iterator[str]:
    asked = {size: each for size, each in sizes.items() if each["peers"]}
    if not asked:
        return
    each_sort = len(next(iter(asked.values()))["peers_questions"]) // len(sorts_of(asked))
    yield from ("## Peers", PEERS_SAY.format(each=each_sort))
    yield "\n".join(f"- `{name}`: {what}" for name, what in PEERS.items())
    for size, measured in asked.items():
        yield from (f"### {size:,} entries beside peers", peer_table(measured))
    yield picture("peers")


def sorts_of(sizes: Sizes) -> set[str]:
    return {sort for each in sizes.values() for sort, _ms in each["peers_questions"]}


def peer_table(measured: dict) -> str:
    heads = ["", "indexing", "memory", "median", "p95", "wrong", "times the site"]
    own = [ms for _sort, ms in measured["peers_questions"]]
    site = ["site", "", "", milliseconds(percentile(own, 50)), milliseconds(percentile(own, 95)),
            "", ""]  # fmt: skip
    found = measured["peers"]
    rows = [peer_row(name, found[name], measured) for name in PEERS if name in found]
    return table(heads, [site, *rows])


def peer_row(name: str, peer: dict, measured: dict) -> Row:
    if "unfinished" in peer:
        return [f"`{name}`", peer["unfinished"], "", "", "", "", ""]
    own = [ms for _sort, ms in peer["timings"]]
    times = percentile(own, 50) / percentile(same_questions(peer, measured), 50)
    return [
        f"`{name}`", f"{peer['indexing_seconds']:g} s", f"{peer['megabytes']} MB",
        milliseconds(percentile(own, 50)) + limits(peer), milliseconds(percentile(own, 95)),
        str(peer["wrong"]), f"{times:.2g}" if times < 10 else f"{times:.0f}",
    ]  # fmt: skip


def same_questions(peer: dict, measured: dict) -> list[float]:
    """The site's milliseconds for what the peer was asked."""
    asked = [ms for sort, ms in measured["peers_questions"] if sort not in peer["skipped"]]
    return asked[: len(peer["timings"])]


def limits(peer: dict) -> str:
    said = [f"{peer['too_long']} took too long"] if peer["too_long"] else []
    if len(peer["timings"]) < peer["wanted"]:
        said.append(f"{len(peer['timings'])} of {peer['wanted']} asked")
    return f" ({', '.join(said)})" if said else ""


# -- Markdown ----------------------------------------------------------------------------------


def milliseconds(number: float) -> str:
    return f"{number:.1f} ms" if number < 100 else f"{number:,.0f} ms"


def picture(name: str) -> str:
    return f"![{PICTURES[name]}](benchmarks/{name}.svg)"


PICTURES = {
    "sizes": "Median and p95 of the site at each size",
    "sorts": "Median and p95 of each sort of question at the largest size",
    "peers": "Medians of site and peers at each size",
}


def table(heads: Row, rows: list[Row]) -> str:
    lines = [heads, ["---", *("--:" for _ in heads[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
