"""python -m bench.score DIR [--out FILE] [--rounds N] [--only NAME …]: measures, prints the table and writes it."""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import contenders
from .bare import MEASURES as SHOWN
from .bare import bare
from .contenders import Answer, Contender
from .measures import measure
from .memory import peaks
from .pages import SavedPage, annotated_pages, publisher_pages
from .report import PREFACE, WITHOUT_METADATA, heading, table
from .timing import cpu_milliseconds


def main() -> int:
    options = _options()
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    pages, annotated = publisher_pages(options.folder), annotated_pages(options.folder)
    if not pages and not annotated:
        print(
            f"error: no pages ({options.folder}): PAGES names the folder that holds data/fundus and data/aeb",
            file=sys.stderr,
        )
        return 2
    found = contenders.installed(options.only)
    scores, columns = _scores(found, pages, annotated)
    costs: dict[str, dict[str, float]] = {}
    if options.rounds:
        costs = {
            "CPU ms a page, all fields, annotated pages": cpu_milliseconds(found, annotated, options.rounds),
            "CPU ms a page, all fields, publisher pages": cpu_milliseconds(found, pages, options.rounds),
            "peak memory, MiB": peaks(found, options.folder),
        }
    said = f"{len(pages)} publisher pages, {len(annotated)} annotated pages."
    text = table(scores, costs, columns)
    if options.bare:
        scores, columns = _scores(found, bare(pages), bare(annotated))
        text = f"{text}\n\n{WITHOUT_METADATA}\n{table(scores, {}, columns, SHOWN)}"
    print(text)
    if options.out:
        options.out.write_text(f"{PREFACE.format(pages=said)}\n{text}\n", encoding="utf-8")
    return 0


def _scores(
    found: Mapping[str, Contender], pages: Sequence[SavedPage], annotated: Sequence[SavedPage]
) -> tuple[dict[str, dict[str, float]], dict[str, str]]:
    """Each contender's measures with the headings of their columns; ours again for the held-out publishers."""
    scores: dict[str, dict[str, float]] = {}
    columns: dict[str, str] = {}
    for name, call in found.items():
        print(f"{name} …", file=sys.stderr)
        answers = [_ask(call, page) for page in pages]
        bodies = [_ask(call, page) for page in annotated]
        scores[name], columns[name] = measure(pages, answers, annotated, bodies), heading(name)
        if name == "qiosk":
            kept = [(page, answer) for page, answer in zip(pages, answers, strict=True) if page.held_out]
            marked = [(page, answer) for page, answer in zip(annotated, bodies, strict=True) if page.held_out]
            columns["held out"] = f"qiosk, {len(kept)} + {len(marked)} held-out pages"
            scores["held out"] = measure(*_apart(kept), *_apart(marked))
    return scores, columns


def _apart(pairs: Sequence[tuple[SavedPage, Answer]]) -> tuple[list[SavedPage], list[Answer]]:
    return [page for page, _ in pairs], [answer for _, answer in pairs]


def _ask(call: Contender, page: SavedPage) -> Answer:
    try:
        return call(page.html, page.url)
    except Exception:
        return Answer()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.score", description=__doc__)
    parser.add_argument("folder", type=Path, help="holds data/fundus and data/aeb")
    parser.add_argument("--out", type=Path, help="Markdown file to write")
    parser.add_argument("--rounds", type=int, default=3, help="of the timing; 0 leaves it out")
    parser.add_argument("--bare", action="store_true", help="a second table, of the pages without their metadata")
    parser.add_argument("--only", nargs="*", help="contenders to measure")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
