"""Small charts as places and sizes, which a template draws as SVG; what they show stands in a table
beside them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 320, 96
BASE = 80  # where bars stand; the labels are below
GAP = 4


@dataclass(frozen=True)
class Part:
    """One bar, or one part of it; `row` tells the kinds of parts apart."""

    x: float
    y: float
    width: float
    height: float
    row: int


@dataclass(frozen=True)
class Chart:
    title: str
    labels: list[str]
    rows: list[tuple[str, list[str]]]  # of the table: a name, and what it was each week
    bars: list[Part]
    first: str
    last: str
    most: str

    width: int = WIDTH
    height: int = HEIGHT
    base: int = BASE


def bars(
    title: str,
    labels: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None]]],
    write=lambda value: f"{value:,.0f}",
    top: float | None = None,
) -> Chart:
    """One bar for each label, the series upon each other. A value that is None has no bar, and a
    dash in the table. `top` is what a bar of full height means; without it, the highest is."""
    count = max(len(labels), 1)
    totals = [sum(values[n] or 0 for _name, values in series) for n in range(len(labels))]
    top = top or max(totals, default=0) or 1
    width = (WIDTH - GAP * (count - 1)) / count
    return Chart(
        title=title,
        labels=list(labels),
        rows=[(name, ["–" if v is None else write(v) for v in values]) for name, values in series],
        bars=[
            part
            for n in range(len(labels))
            for part in _stack(n, [values[n] for _name, values in series], width, top)
        ],
        first=labels[0] if labels else "",
        last=labels[-1] if labels else "",
        most=write(top),
    )


def _stack(place, values, width, top):
    """The parts of one bar, from the base up."""
    y = float(BASE)
    for row, value in enumerate(values):
        if value:
            height = max(1.0, min(value / top, 1) * (BASE - 12))
            y -= height
            yield Part(_round(place * (width + GAP)), _round(y), _round(width), _round(height), row)


def _round(value):
    return round(value, 2)


def duration(seconds: float | None) -> str:
    """As in “3 min”, “4.5 h”, “2.1 days”."""
    if seconds is None:
        return "–"
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    if seconds < 48 * 3600:
        return f"{seconds / 3600:.1f} h"
    return f"{seconds / 86400:.1f} days"
