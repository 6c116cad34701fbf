"""Walking lists page by page: what of a list is followed, and where the walk through it ends."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from qiosk_scraper.bounds import LIGHT_LIST_BYTES, within_bounds
from qiosk_scraper.fetching.budgets import grows
from qiosk_scraper.items import Capture, FrontierEntry, Listed, NotAnArticle, Visit
from qiosk_scraper.listings import page_kind, read_listing
from qiosk_scraper.listings.skipped import skipped_links
from qiosk_scraper.normalise.urls import canonical_url
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.page_walls import named_wall
from qiosk_scraper.running import CrawlRun
from qiosk_scraper.schedule import hours_after
from qiosk_scraper.spiders.following import Leads, age_of, leads
from qiosk_scraper.spiders.sources import NEXT_PAGE, listing_url, older_archive

T = TypeVar("T")
log = logging.getLogger(__name__)

MOST_PAGES = 200
"""Pages of one list in one run. What lies behind them waits in the frontier for the next."""
BARREN_PAGES = 3
"""A list that shows nothing it has not shown before for so many pages has ended, whatever its next link says."""
MOST_NESTED = 3
"""Sitemap indexes within one another."""
_DAY_WRITTEN = 36.0
"""Hours after a `lastmod` in which there may have been a later change: many are written as a day, in any zone."""


@dataclass
class Chain:
    """One list, walked page by page in this run."""

    unfinished: bool = False
    """An earlier run was stopped on the way through it: what is known there says nothing about what comes after."""
    shown: set[str] = field(default_factory=set)
    pages: int = 0
    barren: int = 0
    depth: int = 0
    """Indexes above this sitemap."""


class ListWalk:
    """The lists of one outlet in one run. `since` and `until` are ISO 8601 UTC."""

    def __init__(self, outlet: Outlet, run: CrawlRun, since: str | None = None, until: str | None = None) -> None:
        self.outlet = outlet
        self.run = run
        self.since = since
        self.until = until
        self.postponed: set[str] = set()
        """URLs that wait in the frontier for another run: of another time than asked for, or behind too many pages."""
        self.unslashed: set[str] = set()
        """URLs whose links have no slash at their end."""
        self.linked_here: set[str] = set()
        """Next pages that a list of this run led to."""
        self.too_long: list[tuple[str, str]] = []
        """Links that are too long to be asked, and the page they stand on; whoever tells of them takes them out."""
        self.links_end_in_slash: bool | None = None
        """How this site links its articles; None until a list has shown it."""
        self._chains: dict[str, Chain] = {}
        self._starts: set[str] = set()
        self._found: set[int] = set()
        """Hashes of the article URLs found in this run: new, though the archive may have them by now."""

    def begin(self, seeds: Iterable[FrontierEntry], left: Iterable[FrontierEntry]) -> None:
        """Takes the lists to begin with, and those that an earlier run left on the way through them."""
        self._chains.update((entry.url, Chain(unfinished=True)) for entry in left if not may_be_article(entry))
        for entry in seeds:
            self._starts.add(entry.url)
            self._chains.setdefault(entry.url, Chain())

    async def read(self, visit: Visit, capture: Capture) -> None:
        """Reads a list and its leads into the visit; a page that turns out an article goes on as one."""
        entry = visit.entry
        shown_before = await self.run.shown_before(entry.url) if entry.url in self._starts else 0
        try:
            kind = await self._read(page_kind, capture) if entry.kind == "page" else entry.kind
            if kind in ("article", "page") and shown_before and entry.kind == "page":
                kind = "section"  # it was one, and is told from an article by its links: it has lost them
            if kind == "page" and entry.url in self._starts:
                # The user named it, and it is no article: a list of one or two is a list.
                visit.listing = await self._read(read_listing, capture)
                kind = "section" if visit.listing.teasers else kind
            if kind in ("article", "page"):
                visit.entry, visit.listing = replace(entry, kind="article"), None
                return
            visit.entry = entry = replace(entry, kind=kind)
            if visit.listing is None:
                visit.listing = await self._read(read_listing, capture)
            if kind == "section":
                wall = None if visit.listing.teasers else await self._read(named_wall, capture)
                if wall is not None:  # no redesign: something stands before the page
                    raise wall
                skipped = await self._read(skipped_links, capture)
                self.run.skipped.update(skipped.counts)
                self.too_long += [(url, entry.url) for url in skipped.too_long]
            urls = [canonical_url(teaser.url, self.outlet) for teaser in visit.listing.teasers]
            dates = await self._dates([url for url in urls if url is not None])
            found = leads(visit.listing, entry, self.outlet, self.since, self.until, dates)
        except NotAnArticle as no:  # over its bounds, or behind a wall
            visit.listing = None
            visit.outcome, visit.reason, visit.detail = "not_article", no.reason, no.detail
            return
        except Exception as error:  # a bug in a reader costs this page, and is recorded
            log.exception("reading the list %s", entry.url)
            visit.outcome, visit.reason, visit.detail = "not_article", "parser_error", type(error).__name__
            return
        if visit.listing.fault == "refused xml":
            visit.outcome, visit.reason = "failed", "refused xml"
        else:
            visit.reason = visit.listing.fault
            if shown_before and not found.listed and entry.kind in ("section", "feed"):
                self.run.drifted[entry.url] = shown_before
        visit.listed = found.listed
        visit.found = await self._follow(entry, found, visit.listing.changed)

    async def _read(self, read: Callable[[Capture, Outlet], T], capture: Capture) -> T:
        return await within_bounds(read, capture, self.outlet, light=LIGHT_LIST_BYTES)

    async def gone(self, visit: Visit) -> None:
        """A list answered that it is not there. A month without articles may have no page: go on a little."""
        entry = visit.entry
        older = older_archive(entry.url, self.outlet)
        chain = self._chains.pop(entry.url, None) or Chain(unfinished=True)
        chain.pages, chain.barren = chain.pages + 1, chain.barren + 1
        if older is not None and chain.barren < BARREN_PAGES:
            self._chains[older] = chain
            visit.found = (FrontierEntry(older, entry.kind, self.outlet.slug, NEXT_PAGE, found_on=entry.url),)

    @property
    def has_limits(self) -> bool:
        """Whether only articles of a certain time are asked for."""
        return self.since is not None or self.until is not None

    async def wanted(self, entries: Collection[FrontierEntry]) -> list[FrontierEntry]:
        """Those of the time asked for, by the best that is known of each; the others are postponed."""
        if not self.has_limits:
            return list(entries)
        dates = await self._dates([entry.url for entry in entries if entry.kind == "article"])
        kept = []
        for entry in entries:
            if entry.url in self._starts:
                kept.append(entry)
            elif entry.kind == "article":
                age = age_of(Listed(entry.url), dates.get(entry.url), self.since, self.until)
                (self.postponed.add(entry.url) if age in ("old", "young") else kept.append(entry))
            elif entry.priority == NEXT_PAGE and await self._ended_before(entry.found_on):
                self.postponed.add(entry.url)
            else:
                kept.append(entry)
        return kept

    def affordable(self, entries: Collection[FrontierEntry]) -> list[FrontierEntry]:
        """Those that the run's budgets have room for; the others are postponed."""
        kept = self.run.budgets[self.outlet.slug].affordable(entries)
        self.postponed.update(entry.url for entry in entries if entry not in kept)
        return kept

    async def _ended_before(self, page: str | None) -> bool:
        """Whether everything that a list showed on the page before is known to be too old by now."""
        if page is None or self.since is None:
            return False
        urls = await self.run.shown_on(page)
        dates = await self._dates(urls)
        ages = [age_of(Listed(url), dates.get(url), self.since, self.until) for url in urls]
        return bool(ages) and ages.count("old") * 2 >= len(ages) and "right" not in ages and "young" not in ages

    async def _dates(self, urls: Collection[str]) -> Mapping[str, tuple[str | None, str | None]]:
        return await self.run.dates(urls) if self.has_limits else {}

    async def _follow(
        self, entry: FrontierEntry, found: Leads, changed: Mapping[str, str]
    ) -> tuple[FrontierEntry, ...]:
        # A page that no page of this run led to was left over by an earlier one.
        chain = self._chains.pop(entry.url, None) or Chain(unfinished=True)
        articles = {article.url: article for article in found.articles}
        known = await self.run.knows(list(articles))
        # What was asked and is no article is no news either: some lists always show a link that never becomes one.
        met = known | await self.run.met([one.url for one in found.listed])
        met -= {url for url in met if hash(url) in self._found}
        self._found.update(hash(url) for url in articles.keys() - met)
        if found.listed:
            self.links_end_in_slash = found.listed[-1].url not in found.unslashed
        on = [article for url, article in articles.items() if url not in known]
        on += await self._children(found, chain, changed)
        if (next_page := found.next_page) is not None and not grows(next_page.url):
            goes_on = self._goes_on(entry.url, chain, [one.url for one in found.listed], met, found)
            if goes_on or found.all_too_old:
                self._chains[next_page.url] = chain
                self.linked_here.add(next_page.url)
                on.append(next_page)
                if not goes_on or chain.pages >= MOST_PAGES:
                    self.postponed.add(next_page.url)
        self.unslashed.update(found.unslashed.intersection(lead.url for lead in on))
        return tuple(on)

    async def _children(self, found: Leads, chain: Chain, changed: Mapping[str, str]) -> list[FrontierEntry]:
        """Sitemaps and feeds to be asked; a sitemap that has not changed since it was read is not."""
        if chain.depth >= MOST_NESTED:
            return []
        read_at = await self.run.read_at([child.url for child in found.children])
        settled = {listing_url(url, self.outlet): hours_after(when, _DAY_WRITTEN) for url, when in changed.items()}
        asked = [child for child in found.children if not (settled.get(child.url) or "9") < read_at.get(child.url, "")]
        self._chains.update((child.url, Chain(unfinished=chain.unfinished, depth=chain.depth + 1)) for child in asked)
        return asked

    def _goes_on(self, page: str, chain: Chain, listed: Collection[str], met: Collection[str], found: Leads) -> bool:
        chain.pages += 1
        budget = self.run.budgets[self.outlet.slug]
        is_barren = all(url in chain.shown or budget.is_spent(url) for url in listed)
        chain.barren = chain.barren + 1 if is_barren else 0
        chain.shown.update(listed)
        if chain.barren >= BARREN_PAGES or chain.pages >= MOST_PAGES:
            budget.reached[f"pages of {page}"] = f"{chain.pages} pages, the last {chain.barren} with nothing new"
        anything_new = chain.unfinished or any(url not in met for url in listed)
        return anything_new and chain.barren < BARREN_PAGES and not found.all_too_old


def may_be_article(entry: FrontierEntry) -> bool:
    return entry.kind in ("article", "page")
