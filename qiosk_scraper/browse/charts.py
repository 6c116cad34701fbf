"""Charts drawn here as SVG: they need no script, print well, and each has its figures as a table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, log10

from markupsafe import Markup, escape

WIDTH, NARROW, HEIGHT = 480, 336, 170
"""A chart in the side column is narrow: drawn at the size at which it is shown, its words are as large as they say."""
LEFT, BOTTOM, TOP = 40, 24, 8
LETTER = 9.6
"""Width of a letter at the largest size at which a chart's words are shown (on a phone)."""
SHADES = 6
"""Classes of colour in the style sheet; each series also has its own dashes or hatching by its number."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and its figures."""

    title: str
    svg: Markup
    columns: tuple[str, ...]
    figures: tuple[tuple[object, ...], ...]
    legend: tuple[str, ...] = ()
    note: str = ""
    recipe: str = field(default="", kw_only=True)
    """The recipe that answers the same question in more detail."""


def bars(
    title: str,
    column: str,
    values: Sequence[tuple[str, int]],
    unit: str = "article",
    *,
    note: str = "",
    recipe: str = "",
    width: int = WIDTH,
) -> Chart:
    """Upright bars, one for each value in order."""
    return stacked(title, column, [name for name, _ in values], {f"{unit}s": [number for _, number in values]},
                   note=note, recipe=recipe, width=width)  # fmt: skip


def stacked(
    title: str,
    column: str,
    places: Sequence[str],
    series: dict[str, list[int]],
    *,
    note: str = "",
    recipe: str = "",
    width: int = WIDTH,
) -> Chart:
    """Upright bars, the series on top of each other."""
    totals = [sum(values[n] for values in series.values()) for n in range(len(places))]
    most = _round(max(totals, default=0))
    drawn = [_grid(most, width)]
    step = (width - LEFT) / max(len(places), 1)
    for n, place in enumerate(places):
        top = float(HEIGHT - BOTTOM)
        for shade, (name, values) in enumerate(series.items()):
            tall = values[n] / most * (HEIGHT - BOTTOM - TOP)
            if tall:
                top -= tall
                said = f"{place}, {name}: {values[n]:,}"
                drawn.append(
                    f'<rect class="s{shade % SHADES}" x="{LEFT + n * step + step * 0.1:.1f}" y="{top:.1f}" '
                    f'width="{step * 0.8:.1f}" height="{tall:.1f}"><title>{escape(said)}</title></rect>'
                )
    drawn.append(_labels(places, step, width))
    figures = tuple((place, *(values[n] for values in series.values())) for n, place in enumerate(places))
    legend = tuple(series) if len(series) > 1 else ()
    said = f"{title}: {sum(totals):,} in all, most {max(totals, default=0):,}"
    return Chart(title, _svg(said, HEIGHT, drawn, width), (column, *series), figures, legend, note, recipe=recipe)


def ranked(
    title: str, column: str, values: Sequence[tuple[str, int]], unit: str, *, note: str = "", recipe: str = ""
) -> Chart:
    """Lying bars with their names, for people and agencies."""
    most = max((number for _, number in values), default=0) or 1
    row, names = 24, 190
    drawn = []
    for n, (name, number) in enumerate(values):
        wide = number / most * (WIDTH - names - 60)
        middle = n * row + row / 2
        drawn.append(
            f'<text class="name" x="{names - 8}" y="{middle + 4:.1f}" text-anchor="end">{escape(_short(name))}</text>'
            f'<rect class="s0" x="{names}" y="{n * row + 4}" width="{max(wide, 1):.1f}" height="{row - 8}"></rect>'
            f'<text class="value" x="{names + wide + 6:.1f}" y="{middle + 4:.1f}">{number:,}</text>'
        )
    said = f"{title}: {len(values)} in all" + (f", first {values[0][0]} with {values[0][1]:,}" if values else "")
    svg = _svg(said, max(len(values), 1) * row, drawn)
    return Chart(title, svg, (column, f"{unit}s"), tuple(values), (), note, recipe=recipe)


def _svg(said: str, height: float, drawn: Sequence[str], width: int = WIDTH) -> Markup:
    # Everything from the archive in it has been escaped above.
    return Markup(
        f'<svg class="chart" viewBox="0 0 {width} {height:g}" role="img" aria-label="{escape(said)}">'
        + "".join(drawn)
        + "</svg>"
    )


def _grid(most: int, width: int) -> str:
    lines = []
    for part in (0, 0.5, 1):
        y = HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP)
        value = most * part
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{width}" y1="{y:.1f}" y2="{y:.1f}"></line>')
        if value == int(value):
            lines.append(f'<text class="axis" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{int(value):,}</text>')
    return "".join(lines)


def _labels(places: Sequence[str], step: float, width: int) -> str:
    """As many names of places as fit below."""
    widest = max((len(place) for place in places), default=1) * (LETTER if width == WIDTH else 7) + 12
    half = (widest - 12) / 2
    every = max(1, ceil(widest / step)) if step else 1
    last = (len(places) - 1) // every * every
    return "".join(
        f'<text class="axis" x="{min(max(LEFT + n * step + step / 2, half), width - half):.1f}" y="{HEIGHT - 6}" '
        f'text-anchor="middle">{escape(places[n])}</text>'
        for n in range(0, last + 1, every)
    )


def _round(most: int) -> int:
    """The next number up that reads well on an axis."""
    if most <= 2:
        return 2
    size = 10 ** int(log10(most))
    return next(int(size * part) for part in (1, 2, 4, 5, 6, 8, 10) if size * part >= most)


def _short(name: str) -> str:
    return name if len(name) <= 26 else name[:25] + "…"
