"""What has to come of each faulty answer. One case a URL; the row is that of the list of faults it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from fault_outlet import answers as a
from fault_outlet import packing
from fault_outlet.server import Fault

STORED = "stored"


class Case(NamedTuple):
    """`name` is the last part of the address, below `/news/`."""

    name: str
    fault: Fault
    comes_to: str
    """`stored`, or the reason in `fetches` or `quarantine`."""
    least: int = 1
    most: int = 1
    """Requests for the address, redirects to itself included."""
    flags: tuple[str, ...] = ()
    """Flags that a stored article has to have."""
    put_off: bool = False
    """Whether it waits in the frontier with a time."""
    slow: bool = False
    """Costs a deadline or a flood: left to the campaign."""
    wants: Mapping[str, object] = {}
    """Columns of the article's row, and what has to stand there."""

    @property
    def slug(self) -> str:
        return f"{self.name}-tale"

    @property
    def path(self) -> str:
        return f"/news/{self.slug}"


def case_of(name: str, fault: Fault, comes_to: str, *asked: int, **more: object) -> Case:
    """A case that is asked for so often, at least and at most; once unless said."""
    least, most = (*asked, *asked)[:2] if asked else (1, 1)
    return Case(name, fault, comes_to, least, most, **more)  # type: ignore[arg-type]


CONNECTIONS = [
    case_of("conn-reset", a.reset, "reset", 2, 4),
    case_of("conn-reset-in-body", a.reset_in_body, "truncated", 2, 4),
    case_of("conn-empty", a.raw(b""), "empty answer", 2, 4),
    case_of("conn-half-a-head", a.raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "reset", 2, 4),
    case_of("conn-garbage", a.raw(b"\x16\x03\x01\x02\x00\x01\r\n\r\n"), "bad answer", 2, 4),
    case_of("conn-mail-server", a.raw(b"220 mail.example ESMTP\r\n"), "bad answer", 2, 4),
    case_of("conn-no-status", a.raw(b"HTTP/1.1 OK\r\n\r\n<html>"), "bad answer", 2, 4),
    case_of("conn-passes", a.passing(2, a.reset), STORED, 3, 3),
]
STATUSES = [
    *(
        case_of(f"status-{code}", a.status(code), f"http {code}")
        for code in (400, 401, 402, 403, 405, 406, 418, 451, 999)
    ),
    case_of("status-404", a.status(404), "http 404", 1, 2),  # once more without the slash at its end
    case_of("status-410", a.status(410), "http 410"),
    case_of("status-500-passes", a.passing(2, a.status(500)), STORED, 3, 3),
    case_of("status-503-storm", a.passing(3, a.status(503)), STORED, 4, 4),
    case_of("status-503-always", a.status(503), "http 503", 2, 4, put_off=True),
    case_of("status-502-always", a.status(502), "http 502", 2, 4, put_off=True),
    case_of("status-429-seconds", a.passing(1, a.status(429, Retry_After="1")), STORED, 2, 2),
    case_of("status-429-date", a.passing(1, a.wait_until(1)), STORED, 2, 2),
    case_of("status-429-garbage", a.passing(1, a.status(429, Retry_After="soon, maybe")), STORED, 2, 2),
    case_of("status-429-negative", a.passing(1, a.status(429, Retry_After="-86400")), STORED, 2, 2),
    case_of("status-429-long", a.status(429, Retry_After="86400"), "http 429", put_off=True),
    case_of("status-204", a.without_body(204), "empty"),
    case_of("status-304", a.without_body(304), "http 304"),
    case_of("status-206", a.status(206), "truncated", 2, 4),
    case_of("empty", a.without_body(200), "empty"),
    case_of("blank", a.body_of(b" \r\n\t \n"), "empty"),
]
_NOWHERE = "refused address"
REDIRECTS = [
    case_of("redirect-moved", a.redirect("/news/moved-here-tale", 301), STORED),
    case_of("redirect-few", a.chain(5), STORED, 6, 6),
    case_of("redirect-loop", a.see_other_pair, "redirect loop", 2, 20),
    case_of("redirect-cookie", a.redirect_to_itself, "redirect loop", 1, 20),
    case_of("redirect-40", a.chain(40), "redirect loop", 2, 20),
    *(
        case_of(f"redirect-{name}", a.redirect(target), _NOWHERE)
        for name, target in {
            "canary": "{canary}/news/a-tale",
            "name": "http://localhost:{canary_port}/",
            "relative-scheme": "//127.0.0.1:{canary_port}/",
            "metadata": "http://169.254.169.254/latest/meta-data/",
            "mapped": "http://[::ffff:127.0.0.1]:{canary_port}/",
            "mapped-metadata": "http://[::ffff:169.254.169.254]/",
            "loopback-6": "http://[::1]:{canary_port}/",
            "decimal": "http://2130706433:{canary_port}/",
            "octal": "http://0177.0.0.1:{canary_port}/",
            "hex": "http://0x7f.0x0.0x0.0x1:{canary_port}/",
            "short": "http://127.1:{canary_port}/",
            "nothing": "http://0:{canary_port}/",
            "fullwidth": "http://１２７.０.０.１:{canary_port}/",
            "ideographic": "http://127。0。0。1:{canary_port}/",
            "circled": "http://①②⑦.⓪.⓪.①:{canary_port}/",
            "escaped": "http://%31%32%37.0.0.1:{canary_port}/",
            "userinfo": "http://127.0.0.1:{port}@127.0.0.1:{canary_port}/",
            "fragment": "http://127.0.0.1:{canary_port}#@127.0.0.1:{port}/",
            "private": "http://10.0.0.1/",
            "shared": "http://100.64.0.1/",
            "multicast": "http://224.0.0.1/",
            "six-to-four": "http://[2002:7f00:1::1]/",
            "nat64": "http://[64:ff9b::7f00:1]:{canary_port}/",
            "mail-port": "http://127.0.0.1:25/",
            "file": "file:///etc/passwd",
            "data": "data:text/html,<h1>tale</h1>",
            "ftp": "ftp://127.0.0.1:{canary_port}/",
            "script": "javascript:alert(1)",
            "broken": "http://[::1/",
            "port": "http://127.0.0.1:99999/",
            "empty-host": "http:///news/",
        }.items()
    ),
    # A backslash is a slash: this is a path of our own that is not there.
    case_of("redirect-backslash", a.redirect("http://127.0.0.1:{port}\\@127.0.0.1:{canary_port}/"), "http 404"),
    case_of("redirect-long", a.redirect("/news/" + "x" * 100_000), "url too long"),
    case_of("redirect-secret", a.redirect("http://reader:s3cret@127.0.0.1:{port}/news/kept-here-tale"), STORED),
    case_of("redirect-crlf", a.redirect("/news/one-line-tale%0d%0aX-Evil:%20yes"), STORED),
    case_of("redirect-empty", a.redirect(""), "redirect loop"),
    case_of("redirect-blank", a.redirect(" \t"), "redirect loop"),
    case_of("redirect-top", a.redirect("#top"), "redirect loop"),
    case_of("redirect-to-nothing", a.status(302), "http 302"),
    case_of("meta-refresh", a.with_more('<meta http-equiv="refresh" content="0; url={canary}/">'), STORED),
    case_of("refresh-header", a.with_head(b"Refresh: 0; url=http://169.254.169.254/\r\n"), STORED),
    case_of("base-href", a.with_more('<base href="{canary}/">', '<p><a href="news/x-y-tale">More</a></p>'), STORED),
    case_of("canonical-elsewhere", a.with_more('<link rel="canonical" href="{canary}/news/a-tale">'), STORED),
    case_of(
        "addresses-elsewhere",
        a.with_more(
            '<link rel="amphtml" href="{canary}/amp"><link rel="alternate" hreflang="de" href="{canary}/de">'
            '<link rel="next" href="{canary}/2"><link rel="prev" href="//169.254.169.254/">'
            '<meta property="og:url" content="{canary}/news/x-tale"><meta name="twitter:player" content="{canary}/p">'
            '<link rel="alternate" type="application/rss+xml" href="{canary}/feed"><link rel="manifest" href="/m">'
        ),
        STORED,
    ),
    case_of(
        "embedded",
        a.with_more(
            '<link rel="preload" href="{canary}/a"><link rel="icon" href="{canary}/i">',
            '<img src="{canary}/p.jpg"><iframe src="{canary}/f"></iframe><script src="{canary}/s.js"></script>',
        ),
        STORED,
    ),
]
FLOODS = [
    case_of("endless-body", a.endless_body, "too large", slow=True),
    case_of("endless-chunks", a.endless_chunks, "too large", slow=True),
    case_of("endless-headers", a.endless_headers, "too large"),
    case_of("endless-header-line", a.endless_header_line, "too large"),
    case_of("endless-interim", a.endless_interim, "too large"),
    case_of("announced-too-large", a.announced(5_000_000_000), "too large"),
    case_of("slow-headers", a.slow_headers, "timeout", 2, 4, slow=True),
    case_of("slow-body", a.slow_body, "timeout", 2, 4, slow=True),
    case_of("slow-chunks", a.slow_chunks, "timeout", 2, 4, slow=True),
    case_of("hang", a.hang, "timeout", 2, 4, slow=True),
]
PACKING = [
    *(case_of(f"bomb-{name}", packing.bomb(name), "too large") for name in ("gzip", "deflate", "br", "zstd")),
    case_of("bomb-in-bomb", packing.bomb_in_bomb, "too large"),
    case_of("layers-200", packing.layers(200), "too many encodings"),
    case_of("layers-3", packing.layers(3), "too many encodings"),
    case_of("layers-2", packing.packed("br", "gzip"), STORED),
    *(case_of(f"packed-{name}", packing.packed(name), STORED) for name in ("gzip", "deflate", "br", "zstd")),
    case_of("packed-raw", packing.packed("raw", named="deflate"), STORED),
    case_of("packed-x-gzip", packing.two_members, STORED),
    case_of("packed-not-at-all", packing.packed(named="gzip"), STORED),
    case_of("packed-in-nothing", packing.packed(named="identity, utf-8"), STORED),
    *(
        case_of(f"cut-{name}", packing.packed_and_cut(name, 0.6), "truncated", 2, 4)
        for name in ("gzip", "raw", "br", "zstd")
    ),
    *(
        case_of(f"cut-late-{name}", packing.packed_and_cut(name, 1), "truncated", 2, 4)
        for name in ("gzip", "deflate", "zstd")
    ),
    case_of("chunks-packed", packing.packed_in_chunks(1), STORED),
    case_of("chunks-packed-and-more", packing.packed_in_chunks(1, b"\x00" * 40), STORED),
    case_of("cut-in-chunks", packing.packed_in_chunks(0.7), "truncated", 2, 4),
    case_of("cut-checksum", packing.packed_badly, "truncated", 2, 4),
]
LENGTHS = [
    case_of("length-long", a.length_off_by(400), "truncated", 2, 4),
    case_of("length-short", a.length_off_by(-120), STORED, flags=("maybe_truncated",)),
    case_of("length-short-in-tag", a.length_off_by(-5), STORED, flags=("maybe_truncated",)),
    case_of("chunks", a.chunks(), STORED),
    case_of("chunk-cut", a.chunk_in_half, "truncated", 2, 4),
    case_of("chunk-no-end", a.chunks(end=False), "truncated", 2, 4),
    case_of("chunk-size", a.chunks(size=b"zz"), "truncated", 2, 4),
    case_of("until-closed", a.until_closed, STORED),
    case_of("closed-early", a.closed_early, STORED, flags=("maybe_truncated",)),
    case_of("two-answers", a.two_answers, STORED),
    case_of("line-feeds", a.line_feeds_only, STORED),
]
HEADERS = [
    case_of("cookies-2000", a.with_head(a.cookies(2000)), STORED),
    case_of("header-bytes", a.with_head(b"X-Odd: caf\xe9 \xff\x01\xfe\r\nX-Naught: a\x00b\r\n"), STORED),
    case_of("header-no-colon", a.with_head(b"this is no header\r\nX-After: yes\r\n"), STORED),
    case_of("header-folded", a.with_head(b"X-Folded: one\r\n two\r\n\tthree\r\n"), STORED),
    case_of("header-long", a.with_head(b"X-Policy: " + b"v" * 60_000 + b"\r\n"), STORED),
    case_of("header-many", a.with_head(b"".join(b"X-%d: v\r\n" % n for n in range(3000))), STORED),
    case_of("header-encoding", a.with_head(b"Content-Encoding: \r\n"), STORED),
]
HEAVY = [
    case_of("heavy-attributes", a.heavy(a.attributes), "too_large"),
    case_of("heavy-nested", a.heavy(lambda: "<div>" * 100_000), "too_deep"),
    case_of("heavy-line", a.heavy(lambda: "<p>" + "word " * 2_000_000), "too_large", slow=True),
    case_of(
        "heavy-text", a.heavy(lambda: f"<p>{'words and more of them. ' * 40}</p>" * 10_000), "too_large", slow=True
    ),
    case_of("heavy-siblings", a.heavy(lambda: "<i>x</i>" * 500_000), "too_large", slow=True),
    case_of(
        "heavy-links", a.heavy(lambda: "<li><a href='/a-b-c'>Some words</a></li>" * 300_000), "too_large", slow=True
    ),
    case_of("heavy-many-tags-of-9000", a.heavy(lambda: a.attributes(9000) * 100), "too_large"),
    case_of("heavy-quotes", a.heavy(lambda: '<a title="' * 300_000), "too_large"),
    case_of("heavy-open-brackets", a.heavy(lambda: "<" * 3_000_000), "too_large", slow=True),
    case_of("heavy-unseen", a.heavy(lambda: f"<!--{'unseen ' * 4_500_000}-->"), STORED, slow=True),
    case_of("heavy-script", a.heavy(lambda: f"<script>{'var a = 1; ' * 2_800_000}</script>"), STORED, slow=True),
    case_of("heavy-attribute", a.heavy(lambda: f"<p title='{'word ' * 6_000_000}'>x</p>"), "too_large", slow=True),
    case_of("heavy-text-of-1-mb", a.heavy(lambda: f"<p>{'words and more of them. ' * 40}</p>" * 1_000), STORED),
    case_of("heavy-tables", a.heavy(lambda: "<table><tr><td>" * 20_000), "too_deep"),
    case_of("heavy-entities", a.heavy(lambda: "&amp;" * 1_000_000), STORED, slow=True),
    case_of("heavy-comments", a.heavy(lambda: "<!--" * 1_000_000), STORED, slow=True),
    case_of(
        "heavy-linked-data", a.heavy(lambda: f"<script type='application/ld+json'>{'[' * 100_000}</script>"), STORED
    ),
]
