"""One page being read: asks the layers for a field in their order, remembers what each said, and what failed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from qiosk_scraper.items import ReaderFailure
from qiosk_scraper.outlet import Layer, Outlet, Reader
from qiosk_scraper.page import Page

log = logging.getLogger(__name__)

STRUCTURED = frozenset({"json_ld", "open_graph", "app_data", "embedded"})
"""Layers that read what machines are told; the others read what people see."""
FALLBACK = "generic"
_READY = (str, list, tuple)
"""What most readers give, told apart from an iterator in a tenth of the time that its abstract class takes."""


class Candidate(NamedTuple):
    """What a layer says a field is."""

    value: Any
    layer: str


Policy = Callable[["Reading"], Candidate | None]
"""Which candidate a field takes, where sources disagree by nature; its value in its final form."""


class Reading:
    """The candidates of one page, each reader called once and only when somebody asks."""

    def __init__(self, page: Page, outlet: Outlet, layers: Mapping[str, Layer]) -> None:
        self.page = page
        self.outlet = outlet
        self.layers = layers
        self.failures: list[ReaderFailure] = []
        self.flags: list[str] = []
        self._known: dict[tuple[str, str], Any] = {}
        self._chosen: dict[Policy, Candidate | None] = {}

    def choose(self, policy: Policy) -> Candidate | None:
        """What a policy takes of the candidates; asked once, as policies ask each other."""
        if policy not in self._chosen:
            self._chosen[policy] = policy(self)
        return self._chosen[policy]

    def flag(self, *names: str) -> None:
        self.flags.extend(name for name in names if name not in self.flags)

    def candidates(self, field: str, *, only_cms: bool = False) -> Iterator[Candidate]:
        """Every answer to a field, in the layers' order."""
        for layer, readers in self.layers.items():
            if (reader := readers.get(field)) and not (only_cms and not is_cms(layer)):
                value = self._ask(field, layer, reader)
                if value:
                    yield Candidate(value, layer)

    def ranked(self, field: str, ranks: Mapping[str, int]) -> Iterator[Candidate]:
        """Every answer to a field: of layers without a rank, then by rank; a layer is asked when its turn comes."""
        for layer in sorted(self.layers, key=lambda name: ranks.get(name, 0)):
            if (reader := self.layers[layer].get(field)) and (value := self._ask(field, layer, reader)):
                yield Candidate(value, layer)

    def first(self, field: str) -> Candidate | None:
        return next(self.candidates(field), None)

    def of_cms(self, field: str) -> Iterator[Candidate]:
        """Answers of the outlet's own readers and of its CMS: what is displayed, found by known markup."""
        return self.candidates(field, only_cms=True)

    def _ask(self, field: str, layer: str, reader: Reader) -> Any:
        key = (field, layer)
        if key not in self._known:
            self._known[key] = self.attempt(field, layer, reader)
        return self._known[key]

    def attempt(self, field: str, layer: str, reader: Reader) -> Any:
        """What the reader says; a reader that raises costs this one answer and is recorded."""
        try:
            value = reader(self.page)
            return (
                value if value is None or isinstance(value, _READY) or not isinstance(value, Iterator) else list(value)
            )
        except Exception as error:  # the one broad except: a page can break a reader in any way
            message = f"{type(error).__name__}: {error}"[:300]
            log.warning("%s: reader of %s in layer %s failed: %s", self.page.url, field, layer, message)
            self.failures.append(ReaderFailure(field, layer, message))
            return None


def is_cms(layer: str) -> bool:
    return layer not in STRUCTURED and layer != FALLBACK
