"""Runs of made-up outlets whose templates never change, while all else does as it does in a newsroom.

Each outlet has sections with templates of their own (half of the outlets name the section in address and data): which
fields they have and how often, which layer answers, how long texts are. A fifth of the runs are days of mostly one
section; some bring nothing, some a page that is no article.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from qiosk_scraper.drift import FIELDS, Drift, Seen, Value, drift

_ALWAYS = {"body": (1.0,), "headline": (1.0,), "published": (1.0, 1.0, 0.97)}
_SOMETIMES = (1.0, 1.0, 1.0, 0.98, 0.95, 0.8, 0.5, 0.3, 0.1, 0.0)
_LAYERS = ((1, 0, 0, 0), (0.9, 0.1, 0, 0), (0.6, 0.3, 0.1, 0), (0.5, 0.5, 0, 0), (0.02, 0.98, 0, 0))
_KEPT = 700
"""Pages of an outlet that are looked at."""


@dataclass(frozen=True)
class Template:
    name: str
    weight: float
    fill: dict[str, float]
    layers: dict[str, tuple[float, ...]]


class MadeUpOutlet:
    """An outlet of that seed; each call of `run` is another day of it."""

    def __init__(self, seed: int) -> None:
        self.dice = dice = random.Random(seed)
        self.names_sections = seed % 2 == 1
        self.templates = [
            Template(
                name,
                dice.random(),
                {name: dice.choice(_ALWAYS.get(name, _SOMETIMES)) for name in FIELDS},
                {name: dice.choice(_LAYERS) for name in FIELDS},
            )
            for name in "abcdef"[: dice.choice((1, 3, 6))]
        ]
        self.length = {name: (dice.choice((40, 90, 3000)), dice.choice((0.2, 0.5, 0.8))) for name in FIELDS}
        self.articles = dice.choice((2, 5, 12, 30))
        self.days = 0

    def run(self) -> list[Seen]:
        """A day's pages, the latest first."""
        dice = self.dice
        self.days += 1
        mostly = self._template() if dice.random() < 0.2 else None
        pages = []
        for number in range(max(0, round(dice.gauss(self.articles, self.articles / 3)))):
            template = mostly if mostly and dice.random() < 0.7 else self._template()
            place = f"section-{template.name}/{self.days}-{number}" if self.names_sections else f"{self.days}/{number}"
            values = self._values(template, number)
            if self.names_sections and "sections" in values:
                values["sections"] = replace(values["sections"], text=f'["{template.name}"]')
            pages.append(Seen(f"https://gazette.example/{place}/", self.days, "2", values))
        if dice.random() < 0.1:
            pages.append(Seen(f"https://gazette.example/about-{self.days}/", self.days, readable=False))
        return pages

    def _template(self) -> Template:
        return self.dice.choices(self.templates, [one.weight for one in self.templates])[0]

    def _values(self, template: Template, number: int) -> dict[str, Value]:
        dice, values = self.dice, {}
        for name, kind in FIELDS.items():
            if dice.random() >= template.fill[name]:
                continue
            layer = dice.choices(("json_ld", "open_graph", "generic", "rebelmouse"), template.layers[name])[0]
            text = f"{name} of {self.days}, {number}" if dice.random() < 0.9 else "The same | as often 3"
            middle, spread = self.length[name]
            length = max(1, int(middle * dice.lognormvariate(0, spread)))
            if kind == "list":
                length = dice.choices((1, 2, 3, 5, 8), (4, 3, 2, 2, 1))[0]
            elif kind == "date":
                zone = dice.choice(("Z", "+02:00")) if name == "modified" else "Z"
                text = f"2025-03-{dice.randrange(1, 29):02d}T{dice.randrange(24):02d}:{dice.randrange(60):02d}:00{zone}"
            values[name] = Value(layer, text, length)
        return values


def alarms(seed: int, runs: int) -> Iterator[tuple[int, list[Drift]]]:
    """(run, what was raised) over so many runs of an outlet."""
    outlet = MadeUpOutlet(seed)
    pages: list[Seen] = []
    for number in range(runs):
        new = outlet.run()
        pages = [*new, *pages][:_KEPT]
        if new and (found := drift("gazette", pages)):
            yield number, found
