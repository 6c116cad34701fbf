"""Spellings of addresses: the one that is stored, and why another spelling leads to it."""

from __future__ import annotations

import re
from typing import Literal
from urllib.parse import urlsplit

from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet

AliasReason = Literal["canonical", "redirect", "tracking", "amp", "moved", "spelling"]
_REMEMBERED = 100_000
_FRONT_PAGE = re.compile(r"/?|/(?:index|home|default)\.\w{2,5}")


class Addresses:
    """Canonical spellings for one outlet, remembered: the same teasers stand on every page of a site."""

    def __init__(self, outlet: Outlet) -> None:
        self.outlet = outlet
        self._hosts = outlet.hosts
        self._known: dict[str, str] = {}
        self._lists = {self.canonical(url) for url in (*outlet.sections.values(), *outlet.feeds, *outlet.sitemaps)}

    def canonical(self, url: str) -> str:
        """The stored spelling; an address that cannot be fetched stays as it is."""
        found = self._known.get(url)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = canonical_url(url, self.outlet) or url
            self._known[url] = found
        return found

    def believable(self, claimed: str, final: str) -> bool:
        """Whether a page at `final` may name `claimed` as its canonical: the same site, and not its front page or
        another of the outlet's lists."""
        try:
            there, here = urlsplit(claimed), urlsplit(final)
        except ValueError:
            return False
        if claimed in self._lists or (_FRONT_PAGE.fullmatch(there.path) and not there.query):
            return False
        return there.netloc == here.netloc or (there.netloc in self._hosts and here.netloc in self._hosts)


def why_alias(spelling: str, canonical: str) -> AliasReason:
    """What makes `spelling` another address of the article at `canonical`, seen from the two alone."""
    here, there = urlsplit(spelling), urlsplit(canonical)
    if "amp" in here.path.casefold().replace(".", "/").split("/") and here.path.rstrip("/") != there.path.rstrip("/"):
        return "amp"
    if here.query != there.query:
        return "tracking"
    return "spelling"
