"""The pictures of docs/benchmarks.md."""

from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot
from matplotlib.axes import Axes

from benchmarks.figures import FILE, percentile

STYLE = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "benchmarks",  # the same figures make the same file
    "font.family": "sans-serif",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
    "savefig.facecolor": "white",
}
COLOURS = {"median": "#00639b", "p95": "#c05600"}


def draw(figures: dict, folder: Path = FILE.parent) -> None:
    sizes = {int(size): figures["sizes"][size] for size in sorted(figures["sizes"], key=int)}
    folder.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):
        save(folder / "sizes.svg", by_size, sizes)
        save(folder / "sorts.svg", by_sort, sizes)
        save(folder / "peers.svg", by_peer, sizes)


def save(file: Path, fill, sizes: dict) -> None:
    figure, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
    fill(axes, sizes)
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)


def by_size(axes: Axes, sizes: dict) -> None:
    for name, colour in COLOURS.items():
        times = [each["overall"][name] for each in sizes.values()]
        axes.plot(list(sizes), times, "o-", color=colour, label=name)
    size_axes(axes, sizes, "Pages of the site, one client")


def by_peer(axes: Axes, sizes: dict) -> None:
    own = [median(each["peers_questions"]) for each in sizes.values()]
    axes.plot(list(sizes), own, "o-", color="black", linewidth=2.5, label="site")
    for name in sorted({name for each in sizes.values() for name in each["peers"]}):
        peer = {size: each["peers"].get(name, {}).get("timings") for size, each in sizes.items()}
        found = {size: median(timings) for size, timings in peer.items() if timings}
        axes.plot(list(found), list(found.values()), "o--", label=name)
    size_axes(axes, sizes, "Median of the same questions")


def median(timings: list) -> float:
    return percentile([ms for _sort, ms in timings], 50)


def size_axes(axes: Axes, sizes: dict, title: str) -> None:
    axes.set(title=title, xlabel="entries", ylabel="milliseconds", xscale="log", yscale="log")
    axes.set_xticks(list(sizes), [f"{size:,}" for size in sizes])
    axes.minorticks_off()
    axes.yaxis.set_major_formatter("{x:,g}")
    axes.legend(frameon=False)


def by_sort(axes: Axes, sizes: dict) -> None:
    size, measured = max(sizes.items())
    found = {name: each for name, each in reversed(measured["sorts"].items()) if each}
    for shift, (name, colour) in zip((0.2, -0.2), COLOURS.items(), strict=True):
        places = [place + shift for place in range(len(found))]
        times = [each[name] for each in found.values()]
        axes.barh(places, times, height=0.4, color=colour, label=name)
    axes.set_yticks(range(len(found)), list(found))
    axes.set(title=f"{size:,} entries, one client", xlabel="milliseconds")
    axes.legend(frameon=False)
