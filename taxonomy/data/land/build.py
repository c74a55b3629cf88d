"""Builds static/img/land.svg, the outline of the land on which places are drawn as dots.

For maintainers: the site itself only serves the file. The land comes from Natural Earth (public
domain), by way of the npm package world-atlas 2.0.2, and holds no border of any kind.

    python build.py land-110m.json ../../../static/img/land.svg
"""

import json
import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

Point = tuple[int, int]

PRECISION = 10  # tenths of a degree; x is the longitude, y the latitude from north to south
AROUND = 360 * PRECISION
SOUTHERN_END = -58  # Antarctica has no cities and would take a fifth of the map
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1800 -840 3600 1420">'
    "<style>path{{fill:#d3dedc}}@media (prefers-color-scheme:dark){{path{{fill:#2f403e}}}}</style>"
    '<path d="{}"/></svg>\n'
)


def arcs(topology: dict) -> list[list[Point]]:
    """Decode the arcs of a TopoJSON topology, each a line of points in tenths of a degree."""
    (scale_x, scale_y), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            longitude, latitude = x * scale_x + left, y * scale_y + bottom
            line.append((round(longitude * PRECISION), round(-latitude * PRECISION)))
        decoded.append(line)
    return decoded


def rings(topology: dict) -> Iterable[list[Point]]:
    """Every outline of land; a negative number means an arc walked backwards."""
    lines = arcs(topology)
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            for ring in polygon:
                walked = [lines[i] if i >= 0 else lines[~i][::-1] for i in ring]
                yield [point for line in walked for point in line]


def unwrapped(ring: list[Point]) -> list[Point]:
    """Take out the leap where the ring crosses the 180th meridian: it goes on beyond it."""
    whole = [ring[0]]
    for (ax, _ay), (bx, by) in pairwise(ring):
        step = (bx - ax + AROUND // 2) % AROUND - AROUND // 2
        whole.append((whole[-1][0] + step, by))
    return whole


def copies(ring: list[Point]) -> Iterable[list[Point]]:
    """Yield the ring, and again on the other side of the map where it reaches beyond the edge."""
    yield ring
    for shift in (AROUND, -AROUND):
        moved = [(x + shift, y) for x, y in ring]
        if any(abs(x) < AROUND // 2 for x, _y in moved):
            yield moved


def path(ring: list[Point]) -> str:
    """Write the ring as path data: one absolute point, then steps; leave out those of no length."""
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(ring)]
    drawn = "".join(number(dx) + number(dy) for dx, dy in steps if (dx, dy) != (0, 0))
    return f"M{ring[0][0]} {ring[0][1]}l{drawn.lstrip()}z"


def number(value: int) -> str:
    return f"{value}" if value < 0 else f" {value}"


def is_shown(ring: list[Point]) -> bool:
    return min(y for _x, y in ring) < -SOUTHERN_END * PRECISION and len(set(ring)) > 2


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    shown = filter(is_shown, rings(json.loads(source.read_text())))
    drawn = [path(copy) for ring in shown for copy in copies(unwrapped(ring))]
    target.write_text(SVG.format("".join(drawn)))
