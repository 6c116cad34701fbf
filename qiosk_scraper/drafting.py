"""A new outlet's file, drafted from a few of its pages: what they say of themselves, and no more."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from qiosk_scraper.errors import ExitCode, QioskError
from qiosk_scraper.items import Capture, Listing
from qiosk_scraper.layers import CMS, layers_for
from qiosk_scraper.listings import section
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.normalise.urls import canonical_url, looks_like_article, same_site
from qiosk_scraper.normalise.zones import zone_of_address, zone_of_language
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.outlets import outlet_on_the_fly
from qiosk_scraper.page import Page

MOST_SECTIONS, MOST_SITEMAPS = 20, 3
_NAVIGATION = "nav a[href], header a[href], [role=navigation] a[href], [class*=nav] a[href], [class*=menu] a[href]"
_NO_SECTION = re.compile(
    r"(?i)^/(?:(?:about|contact|privacy|datenschutz|terms|cookies?|editorial|corrections?|submi(?:t|ssions?)|"
    r"advertis\w*|newsletters?|subscri\w*|donat\w*|member(?:s|ship)?|manage)(?:-[\w-]+)?|"
    r"imprint|impressum|agb|log-?(?:in|out)|sign-?(?:in|up|out)|account|register|abo(?:nnement)?s?|support|shop|store|"
    r"search|suche|buscar|recherche|jobs|careers|masthead|staff|accessibility|rss|feeds?|sitemap|help|faq|user|u|my|"
    r"author|authors|tag|tags|core|res|wp-[\w-]+)(?:[/.]|$)"
)
_SITEMAP = re.compile(r"(?im)^\s*sitemap:\s*(\S+)")
_SYSTEMS = {"rebelmouse": "RebelMouse", "wordpress": "WordPress", "arc": "Arc", "drupal": "Drupal"}


@dataclass(frozen=True, slots=True)
class Draft:
    """An outlet's file: its slug, its text, and what a person should know of how it came about."""

    slug: str
    source: str
    found: tuple[str, ...]


def draft(name: str, captures: Sequence[Capture], robots: str = "", slug: str | None = None) -> Draft:
    """The file of the outlet whose pages these are. `robots` is its robots.txt, for the sitemaps that it names.

    Raises QioskError (USAGE) when the pages are of several sites, or the name has no letter for a slug.
    """
    base = outlet_on_the_fly(captures[0].url)
    for capture in captures:
        if not same_site(capture.url, base):
            to_do = "give the pages of one site at a time"
            raise QioskError("pages of several sites", f"{captures[0].url} and {capture.url}", to_do, ExitCode.USAGE)
    pages = [Page(capture) for capture in captures]
    listings = [section.read(page.capture, base) for page in pages if section.html_kind(page, base) != "article"]
    sections = _sections(pages, base, {listing.url for listing in listings})
    feeds = tuple(dict.fromkeys(url for page in pages for url in section.feeds_of(page, base)))
    sitemaps = tuple(url for url in dict.fromkeys(_SITEMAP.findall(robots)) if same_site(url, base))[:MOST_SITEMAPS]
    language = _most_common(_language(page) for page in pages)
    system = _most_common(_system(page, base) for page in pages)
    shape = _article_shape([teaser.url for listing in listings for teaser in listing.teasers], sections, base)
    own_slug = slug or slug_of(name) or slug_of(base.name)
    if not own_slug:
        raise QioskError("no slug in this name", name, "give one with --slug, such as the-gazette", ExitCode.USAGE)
    zone = zone_of_address(base.home_url) or (zone_of_language(language) if language else None)
    source = _source(own_slug, name, base, system, sections, feeds, sitemaps, language, zone, shape)
    seen = sum(len(listing.teasers) for listing in listings)
    found = (
        f"made with: {system or 'nothing that is known; the generic layers read it'}",
        f"language: {language or 'not told'}; time zone: {zone or 'not told, printed times are read as UTC'}",
        f"sections: {', '.join(sections) or 'none found: add them'}",
        f"feeds: {len(feeds)}, sitemaps: {len(sitemaps)}, headlines on the lists: {seen}",
        *_without_headlines(listings, seen),
    )
    return Draft(own_slug, source, found)


def _without_headlines(listings: Sequence[Listing], seen: int) -> Iterator[str]:
    """What to do where no headline was read: no list was given, or scripts make it."""
    if not listings:
        yield "no list among the pages: give the front page or a section page, too"
    elif not seen:
        yield "no headline was read from the lists: where scripts make them, the file needs javascript=True"


def slug_of(name: str) -> str:
    """`El País (España)` as `el-pais-espana`; empty for a name without Latin letters or digits."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")


def _sections(pages: Sequence[Page], outlet: Outlet, lists: set[str]) -> dict[str, str]:
    """Slug to address: the samples that are lists, and what short links of the navigation lead to."""
    home = canonical_url(outlet.home_url, outlet)
    told: dict[str, str] = {}
    for url in lists:
        told.setdefault(canonical_url(url, outlet) or url, url)
    for page in pages:
        for link in page.select(_NAVIGATION):
            target = page.absolute(link.get("href"))
            if target is None or not same_site(target, outlet) or not 0 < len(inline_text(link)) <= 30:
                continue
            path = urlsplit(target).path
            depth = len([part for part in path.split("/") if part])
            if "?" in target or not 1 <= depth <= 2 or _NO_SECTION.search(path) or re.search(r"\.\w+$|\d{4}", path):
                continue
            if len(path.rstrip("/").rpartition("/")[2].split("-")) <= 4:
                told.setdefault(canonical_url(target, outlet) or target, target.partition("#")[0])
    told.pop(home or "", None)
    found: dict[str, str] = {}
    for url in list(told.values())[:MOST_SECTIONS]:
        parts = [part for part in urlsplit(url).path.split("/") if part]
        key = slug_of(parts[-1]) or f"section-{len(found) + 1}"
        found.setdefault(key if key not in found else slug_of(" ".join(parts)), url)
    return found or {"front": outlet.home_url}


def _language(page: Page) -> str | None:
    named = page.root.get("lang") or page.first_meta("og:locale") or ""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", named)
    return found[0].lower() if found else None


def _system(page: Page, outlet: Outlet) -> str | None:
    return next((name for name in layers_for(page, outlet) if name in (*CMS, "rebelmouse")), None)


def _most_common(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return counted.most_common(1)[0][0] if counted else None


def _article_shape(urls: Sequence[str], sections: dict[str, str], outlet: Outlet) -> str | None:
    """A pattern for the paths of the articles that lists show; None when the usual shapes know them all, or they have
    nothing in common that their sections have not."""
    paths = [urlsplit(url).path.rstrip("/") for url in dict.fromkeys(urls)]
    if len(paths) < 5 or sum(looks_like_article(url, outlet) for url in urls) > 0.8 * len(urls):
        return None
    depth, count = Counter(path.count("/") for path in paths).most_common(1)[0]
    rows = [path.split("/")[1:] for path in paths if path.count("/") == depth]
    if count < 0.8 * len(paths):
        return None
    pattern = "^/" + "/".join(_part({row[number] for row in rows}) for number in range(depth)) + "/?$"
    if any(re.search(pattern, urlsplit(url).path) for url in sections.values()):
        return None
    return pattern if sum(bool(re.search(pattern, path)) for path in paths) >= 0.8 * len(paths) else None


def _part(values: set[str]) -> str:
    if len(values) == 1:
        return re.escape(next(iter(values)))
    if all(re.fullmatch(r"(?:19|20)\d\d", value) for value in values):
        return r"(?:19|20)\d\d"
    if all(value.isdecimal() for value in values):
        return r"\d+"
    if all(re.search(r"\d{4,}$", value) for value in values):
        return r"[^/]*\d{4,}"
    return "[^/]+-[^/]+" if all("-" in value for value in values) else "[^/]+"


# -- the text of the file ----------------------------------------------------------------------------------------------


def _source(
    slug: str,
    name: str,
    outlet: Outlet,
    system: str | None,
    sections: dict[str, str],
    feeds: Sequence[str],
    sitemaps: Sequence[str],
    language: str | None,
    zone: str | None,
    shape: str | None,
) -> str:
    made = f"made with {_SYSTEMS.get(system, system.capitalize())}" if system else "read by the generic layers"
    title = f"{name}: {made}.".replace("\\", "").replace('"""', "'''")

    def lines() -> Iterator[str]:
        yield f'"""{title}\n\nDrafted from its own pages; what is declared here was not checked by a person.\n"""\n'
        yield "from qiosk_scraper.outlet import Outlet\n"
        yield f"HOME = {_text(outlet.home_url)}\n"
        yield "OUTLET = Outlet("
        yield f"    slug={_text(slug)},"
        yield f"    name={_text(name)},"
        yield "    home_url=HOME,"
        yield "    sections={"
        yield from (f"        {_text(key)}: {_address(url, outlet)}," for key, url in sections.items())
        yield "    },"
        yield from _several("feeds", [_address(url, outlet) for url in feeds])
        yield from _several("sitemaps", [_address(url, outlet) for url in sitemaps])
        if language:
            yield f"    language={_text(language)},"
        if zone:
            yield f"    timezone={_text(zone)},"
        yield from _several("host_aliases", [_text(alias) for alias in outlet.host_aliases])
        if shape:
            yield from _several("article_urls", [f'r"{shape}"'])
        yield ")"

    return "\n".join(lines()) + "\n"


def _several(key: str, values: Sequence[str]) -> Iterator[str]:
    """A tuple, on one line if it holds one short value."""
    if len(values) == 1 and len(values[0]) < 90:
        yield f"    {key}=({values[0]},),"
    elif values:
        yield f"    {key}=("
        yield from (f"        {value}," for value in values)
        yield "    ),"


def _address(url: str, outlet: Outlet) -> str:
    rest = url.removeprefix(outlet.home_url)
    if url == outlet.home_url:
        return "HOME"
    if rest == url or re.search(r"[{}\"\\]", rest) or not rest.isprintable():
        return _text(url)
    return f'f"{{HOME}}{rest}"'


def _text(text: str) -> str:
    """A string as ruff writes it: in double quotes, or in single ones where that spares backslashes."""
    plain = "".join(char for char in " ".join(text.split()) if char.isprintable()).replace("\\", "\\\\")
    quote = "'" if plain.count('"') > plain.count("'") else '"'
    return quote + plain.replace(quote, "\\" + quote) + quote
