"""Where a listing of unknown make goes on."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_NEXT = re.compile(
    r"^\W*(?:next(?: page)?|older(?: (?:posts|stories|articles|entries|news))?|more (?:stories|articles|news|posts)|"
    r"load more|show more|"
    r"weiter|nächste(?: seite)?|ältere(?: beiträge| artikel)?|mehr laden|suivante?s?|page suivante|"
    r"articles plus anciens|voir plus|siguientes?|página siguiente|más noticias|"
    r"cargar más|próxim[ao]|seguinte|mais notícias|carregar mais|successiv[ao]|avanti|pagina successiva|volgende|"
    r"meer laden|nästa|neste|næste|seuraava|następn[ay]|další|"
    r"következő|далее|следующая|вперёд|показать ещё|sonraki|ileri|"
    r"次へ|次のページ|もっと見る|下一页|下一頁|更多|다음|التالي|הבא)\W*$",
    re.IGNORECASE,
)
_ARROW = re.compile(r"^[›»→>❯⟩]+$")
_BOX = NamePattern(r"pag(?:er|ination|ing|enav|e-nav|e-numbers|es)|nav-?links|load-?more|posts-?navigation|wp-pagenavi")
_NUMBER_IN_QUERY = re.compile(r"([?&](?:page|paged|p|pg|pn|seite|pagina|offset)=)(\d+)")
_NUMBER_IN_PATH = re.compile(r"(/(?:page|seite|pagina|p)/)(\d+)(?=/|$)")


def next_page(page: Page) -> str | None:
    """The next page of a listing, absolute, on the same host: `rel=next`, a link that says so, the next number."""
    host = urlsplit(page.url).netloc.lower()
    for link in page.links.get("next", ()):
        if url := _usable(page, link.get("href"), host):
            return url
    for element in page.select("a[rel~=next]"):
        if url := _usable(page, element.get("href"), host):
            return url
    links = [element for element in page.root.iter("a") if element.get("href")]
    for element in links:
        text = inline_text(element) or (element.get("aria-label") or element.get("title") or "")
        in_box = _in_box(element)
        said = _NEXT.match(text) and (in_box or len(text) > 4)
        if (
            said or (in_box and (_ARROW.match(text) or re.search(r"(?:^|[\s_-])next(?:$|[\s_-])", classes(element))))
        ) and (url := _usable(page, element.get("href"), host)):
            return url
    return _by_number(page, links, host)


def _by_number(page: Page, links: list[HtmlElement], host: str) -> str | None:
    match = _NUMBER_IN_QUERY.search(page.url) or _NUMBER_IN_PATH.search(page.url)
    wanted = str(int(match[2]) + 1) if match else "2"
    for element in links:
        if inline_text(element) == wanted and _in_box(element) and (url := _usable(page, element.get("href"), host)):
            found = _NUMBER_IN_QUERY.search(url) or _NUMBER_IN_PATH.search(url)
            if found is None or found[2] == wanted or "offset" in found[1]:
                return url
    return None


def _in_box(element: HtmlElement) -> bool:
    for depth, node in enumerate((element, *element.iterancestors())):
        if depth > 5 or node.tag in ("body", "main"):
            return False
        if _BOX.search(classes(node)):
            return True
    return False


def _usable(page: Page, href: str | None, host: str) -> str | None:
    url = page.absolute(href)
    if url is None or urlsplit(url).netloc.lower() != host:
        return None
    return None if url.split("#")[0] == page.url.split("#")[0] else url
