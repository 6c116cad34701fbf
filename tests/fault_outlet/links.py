"""Section pages whose links are the fault, and lists without an end. Each stands between two good links."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from fault_outlet import pages
from fault_outlet.server import Exchange, FaultOutlet

BEFORE, AFTER = "/news/first-good-tale", "/news/last-good-tale"


class LinkCase(NamedTuple):
    """A section page at `/section/NAME`: a good link, the bad ones, a good link. `{canary}`, `{port}`, `{canary_port}`
    and `{root}` stand for the outlet's. Of the server only the page, the good links and `also` may be asked."""

    name: str
    links: tuple[str, ...]
    also: tuple[str, ...] = ()


LINKS = [
    LinkCase("schemes", (
        "javascript:alert(1)", "JaVaScRiPt:void(0)", "data:text/html,<h1>a-b-c</h1>", "mailto:desk@post.example",
        "tel:+49123", "file:///etc/passwd", "ftp://127.0.0.1:{canary_port}/a-b-tale", "ws://127.0.0.1:{canary_port}/",
        "about:blank", "blob:{root}/a-b-tale", "view-source:{root}/news/a-b-tale", "gopher://127.0.0.1/1",
    )),
    LinkCase("malformed", (
        "http://[::1", "http://[", "http://]/", "http://127.0.0.1:99999/a-tale", "http://127.0.0.1:-1/",
        "http:// 127.0.0.1/", "http://exa mple/", "//", "///", "http://%zz/", "http://127.0.0.1:port/", "http://a..b/",
        "http://" + "a" * 300 + "/", "http://.", "http://\ud800/", "http://xn--/", "http:///news/", "http://[::1]]/", "http://\x00/",
        "http://127.0.0.1:{canary_port}x/", "http://@/", "http://:80/", "http://[v1.a]/", "http://[::ffff:1.2.3]/",
    )),
    LinkCase("offsite", (*(f"http://{host}/news/a-far-tale" for host in (
        "127.0.0.1:{canary_port}", "localhost:{canary_port}", "a.localhost:{canary_port}", "[::1]:{canary_port}",
        "127.1:{canary_port}", "127.0.1:{canary_port}", "2130706433:{canary_port}", "0x7f000001:{canary_port}",
        "0x7f.1:{canary_port}", "0177.0.0.1:{canary_port}", "017700000001:{canary_port}", "0:{canary_port}",
        "0.0.0.0:{canary_port}", "127.0.0.1.:{canary_port}", "[::ffff:127.0.0.1]:{canary_port}",
        "[::ffff:7f00:1]:{canary_port}", "[0:0:0:0:0:ffff:127.0.0.1]:{canary_port}", "[::127.0.0.1]:{canary_port}",
        "[64:ff9b::127.0.0.1]:{canary_port}", "[2002:7f00:1::]:{canary_port}", "127.127.127.127:{canary_port}",
        "169.254.169.254", "[fe80::1%25lo]:{canary_port}", "10.0.0.1", "192.168.0.1", "172.31.255.255", "100.64.1.1",
        "127.0.0.1:{port}@127.0.0.1:{canary_port}", "127.0.0.1%00.post.example:{canary_port}",
        "127.0.0.1:{port}%40127.0.0.1:{canary_port}", "①②⑦.⓪.⓪.①:{canary_port}", "１２７.０.０.１:{canary_port}",
        "127。0。0。1:{canary_port}", "127．0．0．1:{canary_port}", "127｡0｡0｡1:{canary_port}",
        "⒈27.0.0.1:{canary_port}",
        "1\u200b27.0.0.1:{canary_port}", "127.0.0.1\u00ad:{canary_port}", "%31%32%37.0.0.1:{canary_port}", "127.0.0.1",
        "other.example", "ｌｏｃａｌｈｏｓｔ:{canary_port}", "LOCALHOST:{canary_port}", "metadata.google.internal",
    )), "//127.0.0.1:{canary_port}/news/a-b-tale", "\\\\127.0.0.1:{canary_port}\\a-b-tale",
        "http:\\\\127.0.0.1:{canary_port}\\a-b-tale")),
    LinkCase("userinfo", (
        "http://reader:s3cret@127.0.0.1:{port}/news/one-kept-tale", "/news/two-kept-tale?token=s3cret",
        "/news/three-kept-tale?page=2&api_key=s3cret&x=1", "/news/four-kept-tale?password=s3cret#s3cret",
        "/news/five-kept-tale?sig=s3cret&auth=s3cret&session=s3cret&key=s3cret",
    ), ("/news/one-kept-tale", "/news/two-kept-tale", "/news/three-kept-tale?page=2&x=1", "/news/four-kept-tale",
        "/news/five-kept-tale")),
    LinkCase("control", (
        "/news/one\nline-tale", "/news/two\r\nX-Evil: yes", "/news/tab\tbed-tale", "\x01/news/strange-marked-tale",
        "/news/escaped-line-tale%0d%0aX-Evil:%20yes", "ht\ntp://127.0.0.1:{canary_port}/a-b-tale",
        "java\nscript:alert(1)",
    ), ("/news/oneline-tale", "/news/twoX-Evil: yes", "/news/tabbed-tale", "/news/strange-marked-tale",
        "/news/escaped-line-tale%0D%0AX-Evil:%20yes")),
    LinkCase("long", (
        "/news/" + "x" * 100_000 + "-tale", "/news/a-tale?q=" + "y" * 3_000, "http://" + "z" * 5000 + "/",
    )),
    LinkCase("private", ("/private/a-hidden-tale", "/private/../private/b-hidden-tale", "/%70rivate/c-hidden-tale")),
]  # fmt: skip


def section_of(case: LinkCase, outlet: FaultOutlet) -> bytes:
    """The page, with the outlet's own numbers put in."""

    def filled(link: str) -> str:
        for name in ("canary_port", "port", "canary", "root"):
            link = link.replace(f"{{{name}}}", str(getattr(outlet, name)))
        return link

    cards = [pages.card(filled(link), f"Strange tale number {n}") for n, link in enumerate(case.links)]
    return pages.section([BEFORE, *cards, AFTER])


# -- lists without an end ---------------------------------------------------------------------------------------------


class Trap(NamedTuple):
    """`start` is the section page; at most `most` requests may go below `path`."""

    name: str
    start: str
    path: str
    most: int
    answer: Callable[[Exchange], None]


def _paged(exchange: Exchange, cards: list[str]) -> None:
    number = int(exchange.query.rpartition("page=")[2] or 1)
    further = f'<a rel="next" href="{exchange.path}?page={number + 1}">Older</a>'
    exchange.reply(200, pages.section(cards, further=further))


def _nothing(exchange: Exchange) -> None:
    exchange.reply(200, pages.section(["/news/first-good-tale"]))


def calendar(exchange: Exchange) -> None:
    """Each month leads to the next and to its days, on none of which anything happened."""
    parts = exchange.path.strip("/").split("/")
    year, month = int(parts[1]), int(parts[2])
    if len(parts) > 3:
        exchange.reply(200, b"<!DOCTYPE html><html><body><h1>No events on this day</h1></body></html>")
        return
    days = [pages.card(f"/calendar/{year}/{month}/{day}/events-on-this-day") for day in range(1, 29)]
    later = f"/calendar/{year + month // 12}/{month % 12 + 1}/"
    further = f'<a rel="next" href="{later}">Next month</a>'
    exchange.reply(200, pages.section([BEFORE, *days, AFTER], further=further))


def same_pages(exchange: Exchange) -> None:
    """Every page shows what the first did, and leads to another."""
    _paged(exchange, [BEFORE, "/news/middle-good-tale", AFTER])


def new_pages(exchange: Exchange) -> None:
    """Every page shows links of its own that lead to nothing."""
    if exchange.path != "/endless-new":
        exchange.reply(200, b"<!DOCTYPE html><html><body><h1>Nothing to see on this page</h1></body></html>")
        return
    number = int(exchange.query.rpartition("page=")[2] or 1)
    _paged(exchange, [BEFORE, *(f"/endless-new/item-{number}-{n}-made-up" for n in range(10)), AFTER])


def sessions(exchange: Exchange) -> None:
    """Every link carries a number of its own, and the pages are the same."""
    if exchange.path != "/session-list":
        exchange.article()
        return
    links = [f"/session-list/a-tale-{n % 3}?sitting={exchange.number * 60 + n:08x}-{n}" for n in range(60)]
    exchange.reply(200, pages.section([BEFORE, *links, AFTER]))


def growing(exchange: Exchange) -> None:
    """A relative link that makes its own address longer."""
    links = [f"{'deeper/' * n}and-a-tale-of-{n}/" for n in range(1, 60)]
    further = '<a rel="next" href="deeper/">Older</a>'
    exchange.reply(200, pages.section([BEFORE, *links, AFTER], further=further))


def facets(exchange: Exchange) -> None:
    """A shop's filters: every choice leads to more."""
    names = ("colour", "size", "make", "order", "shape", "price")
    links = [
        f"/facets/choose-some-things?{names[n % 6]}={n}&{names[(n + 1 + n // 6) % 6]}={n}&more={exchange.query[:40]}"
        for n in range(120)
    ]
    exchange.reply(200, pages.section([BEFORE, *(link.replace("&", "&amp;") for link in links), AFTER]))


def tags(exchange: Exchange) -> None:
    """3,000 links to tags before the articles."""
    if exchange.path != "/tags":
        _nothing(exchange)
        return
    cards = [
        f'<li class="card"><h2><a rel="nofollow" href="/tags/{n}">All about the tag {n}</a></h2></li>'
        for n in range(3000)
    ]
    exchange.reply(200, pages.section([BEFORE, *cards, *(f"/news/good-{n:02}-tale" for n in range(20)), AFTER]))


TRAPS = [
    Trap("calendar", "/calendar/2025/1/", "/calendar", 200, calendar),
    Trap("endless-same", "/endless-same", "/endless-same", 20, same_pages),
    Trap("endless-new", "/endless-new", "/endless-new", 60, new_pages),
    Trap("sessions", "/session-list", "/session-list", 50, sessions),
    Trap("growing", "/growing/", "/growing", 50, growing),
    Trap("facets", "/facets/choose-some-things", "/facets", 100, facets),
    Trap("tags", "/tags", "/tags", 50, tags),
]
