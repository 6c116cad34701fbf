"""Pages of outlets that say nothing before their scripts have run, opened in Chromium (extra `js`, scrapy-playwright).

What is kept as the capture is the page as the browser had it in the end, under its own headers and one of ours.
robots.txt, feeds and sitemaps are asked for as always. The browser's way out is `guarding_proxy.py`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadFailedError, DownloadTimeoutError, NotConfigured
from scrapy.http import Response

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.fetching.asking import spider_of
from qiosk_scraper.fetching.failures import AddressRefused
from qiosk_scraper.fetching.guarding_proxy import GuardingProxy
from qiosk_scraper.fetching.limits import Download
from qiosk_scraper.fetching.redirects import WAY
from qiosk_scraper.fetching.robots import Robots
from qiosk_scraper.normalise.urls import same_site
from qiosk_scraper.outlet import Outlet

IN_BROWSER = "playwright"
"""Key of the request's meta, scrapy-playwright's own."""
MARK = "X-Qiosk-Opened-In"
"""Header added to such a capture: the browser and its version."""
_UNSEEN = frozenset({"image", "media", "font", "stylesheet", "websocket", "eventsource", "manifest", "other"})
_SETTLE_MILLISECONDS = 5_000
"""For scripts that go on asking; a page that never comes to rest is read as it is then."""
_ARGUMENTS = (
    "--proxy-bypass-list=<-loopback>",  # else loopback goes past the proxy
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def browser_settings(outlet: Outlet) -> dict[str, Any]:
    """Scrapy settings for the crawl of an outlet that needs a browser.

    Raises QioskError (USAGE) when the extra is not installed.
    """
    if find_spec("scrapy_playwright") is None:
        to_do = "pip install 'qiosk-scraper[js]', and Chromium from your system"
        raise QioskError("its pages need a browser, and none is installed", outlet.slug, to_do, ExitCode.USAGE)
    scheme = urlsplit(outlet.home_url).scheme
    return {
        "DOWNLOAD_HANDLERS": {scheme: "qiosk_scraper.fetching.browser.WithBrowser"},
        "PLAYWRIGHT_BROWSER_TYPE": "chromium",
        "PLAYWRIGHT_MAX_PAGES_PER_CONTEXT": 2,
    }


def chromium() -> str | None:
    """The system's Chromium; None: the one that Playwright brought."""
    named = os.environ.get("QIOSK_CHROMIUM", "").strip()
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class WithBrowser(Download):
    """Opens in a browser what is marked with IN_BROWSER, and downloads everything else."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        try:
            from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
        except ImportError as error:
            raise NotConfigured(str(error)) from error
        self._asked_by = crawler
        self._pages = ScrapyPlaywrightDownloadHandler(crawler)
        self._proxy: GuardingProxy | None = None
        self._starting = asyncio.Lock()
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    async def download_request(self, request: Request) -> Response:
        if not request.meta.get(IN_BROWSER):
            return await super().download_request(request)
        await self._start()
        from playwright.async_api import Error
        from playwright.async_api import TimeoutError as PageTimeout

        request.meta["playwright_page_goto_kwargs"] = {"wait_until": "load", "timeout": self._seconds * 1000 / 2}
        request.meta["playwright_page_methods"] = [_method(_settle)]
        try:
            async with asyncio.timeout(self._seconds):
                response: Response = await self._pages.download_request(request)
        except (PageTimeout, TimeoutError) as error:
            raise DownloadTimeoutError(f"in the browser: {_first_line(error)}") from error
        except Error as error:
            if "ERR_TUNNEL_CONNECTION_FAILED" in str(error) or "ERR_BLOCKED" in str(error):
                raise AddressRefused(_first_line(error)) from error
            raise DownloadFailedError(f"in the browser: {_first_line(error)}") from error
        if way := request.meta.pop("redirect_urls", None):
            request.meta[WAY] = [*request.meta.get(WAY, ()), *way]
        if not same_site(response.url, spider_of(self._asked_by).outlet):
            raise AddressRefused(f"the browser was led to {response.url[:200]}")
        response.headers[MARK] = f"chromium {self._pages.browser.version}"
        return response

    async def close(self) -> None:
        await super().close()
        with contextlib.suppress(Exception):  # a browser that is gone already
            await self._pages.close()
        if self._proxy is not None:
            await self._proxy.stop()

    async def _start(self) -> None:
        async with self._starting:
            if self._proxy is not None:
                return
            outlet = spider_of(self._asked_by).outlet
            most = self._asked_by.settings.getint("DOWNLOAD_MAXSIZE")
            self._proxy = GuardingProxy(lambda host, port: _is_of(host, port, outlet), resolve, most)
            self._pages.config.launch_options |= {
                "proxy": {"server": await self._proxy.start()},
                "args": list(_ARGUMENTS),
                "chromium_sandbox": os.geteuid() != 0,  # Chromium refuses to start as root with one
            }
            if path := chromium():
                self._pages.config.launch_options["executable_path"] = path
            self._pages.abort_request = self._is_needless

    async def _is_needless(self, asked: Any) -> bool:
        """Whether a request that the page makes is of no use for its text, of another site, or against robots.txt."""
        if asked.resource_type in _UNSEEN or not same_site(asked.url, spider_of(self._asked_by).outlet):
            return True
        robots = self._asked_by.get_downloader_middleware(Robots)
        return robots is not None and not (await robots.rules_for(Request(asked.url))).allows(asked.url)


def _is_of(host: str, port: int, outlet: Outlet) -> bool:
    scheme = "http" if port == 80 else "https"
    shown = f"[{host}]" if ":" in host else host
    return same_site(f"{scheme}://{shown}:{port}/", outlet)


async def _settle(page: Any) -> None:
    """Waits until the page asks for nothing more, for a while."""
    with contextlib.suppress(Exception):  # it never does: read what is there
        await page.wait_for_load_state("networkidle", timeout=_SETTLE_MILLISECONDS)


def _method(act: Any) -> Any:
    from scrapy_playwright.page import PageMethod

    return PageMethod(act)


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0][:200]


def resolve(host: str, port: int) -> asyncio.Future[list[str]]:
    """The addresses of a name that the guard lets through: by the resolver that the whole crawl uses."""
    from twisted.internet import reactor

    answer: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
    reactor.nameResolver.resolveHostName(_Addresses(answer), host, port)
    return answer


class _Addresses:
    """Twisted's IResolutionReceiver."""

    def __init__(self, answer: asyncio.Future[list[str]]) -> None:
        self._answer = answer
        self._found: list[str] = []

    def resolutionBegan(self, resolution: Any) -> None: ...

    def addressResolved(self, address: Any) -> None:
        self._found.append(str(address.host))

    def resolutionComplete(self) -> None:
        if not self._answer.done():
            self._answer.set_result(self._found)
