"""What has to come of each faulty answer. One case a URL; the row is that of the list of faults it belongs to."""

from __future__ import annotations

from typing import NamedTuple

from fault_outlet import answers as a
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

    @property
    def slug(self) -> str:
        return f"{self.name}-tale"

    @property
    def path(self) -> str:
        return f"/news/{self.slug}"


def _case(name: str, fault: Fault, comes_to: str, *asked: int, **more: object) -> Case:
    least, most = (*asked, *asked)[:2] if asked else (1, 1)
    return Case(name, fault, comes_to, least, most, **more)  # type: ignore[arg-type]


CONNECTIONS = [
    _case("conn-reset", a.reset, "reset", 2, 4),
    _case("conn-reset-in-body", a.reset_in_body, "truncated", 2, 4),
    _case("conn-empty", a.raw(b""), "empty answer", 2, 4),
    _case("conn-half-a-head", a.raw(b"HTTP/1.1 200 OK\r\nContent-Ty"), "reset", 2, 4),
    _case("conn-garbage", a.raw(b"\x16\x03\x01\x02\x00\x01\r\n\r\n"), "bad answer", 2, 4),
    _case("conn-mail-server", a.raw(b"220 mail.example ESMTP\r\n"), "bad answer", 2, 4),
    _case("conn-no-status", a.raw(b"HTTP/1.1 OK\r\n\r\n<html>"), "bad answer", 2, 4),
    _case("conn-passes", a.passing(2, a.reset), STORED, 3, 3),
]
STATUSES = [
    *(
        _case(f"status-{code}", a.status(code), f"http {code}")
        for code in (400, 401, 402, 403, 405, 406, 418, 451, 999)
    ),
    _case("status-404", a.status(404), "http 404", 1, 2),  # once more without the slash at its end
    _case("status-410", a.status(410), "http 410"),
    _case("status-500-passes", a.passing(2, a.status(500)), STORED, 3, 3),
    _case("status-503-storm", a.passing(3, a.status(503)), STORED, 4, 4),
    _case("status-503-always", a.status(503), "http 503", 2, 4, put_off=True),
    _case("status-502-always", a.status(502), "http 502", 2, 4, put_off=True),
    _case("status-429-seconds", a.passing(1, a.status(429, Retry_After="1")), STORED, 2, 2),
    _case("status-429-date", a.passing(1, a.wait_until(1)), STORED, 2, 2),
    _case("status-429-garbage", a.passing(1, a.status(429, Retry_After="soon, maybe")), STORED, 2, 2),
    _case("status-429-negative", a.passing(1, a.status(429, Retry_After="-86400")), STORED, 2, 2),
    _case("status-429-long", a.status(429, Retry_After="86400"), "http 429", put_off=True),
    _case("status-204", a.without_body(204), "empty"),
    _case("status-304", a.without_body(304), "http 304"),
    _case("status-206", a.status(206), "truncated", 2, 4),
    _case("empty", a.without_body(200), "empty"),
    _case("blank", a.body_of(b" \r\n\t \n"), "empty"),
]
_NOWHERE = "refused address"
REDIRECTS = [
    _case("redirect-moved", a.redirect("/news/moved-here-tale", 301), STORED),
    _case("redirect-few", a.chain(5), STORED, 6, 6),
    _case("redirect-loop", a.see_other_pair, "redirect loop", 2, 20),
    _case("redirect-cookie", a.redirect_to_itself, "redirect loop", 1, 20),
    _case("redirect-40", a.chain(40), "redirect loop", 2, 20),
    *(
        _case(f"redirect-{name}", a.redirect(target), _NOWHERE)
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
    _case("redirect-backslash", a.redirect("http://127.0.0.1:{port}\\@127.0.0.1:{canary_port}/"), "http 404"),
    _case("redirect-long", a.redirect("/news/" + "x" * 100_000), "url too long"),
    _case("redirect-secret", a.redirect("http://reader:s3cret@127.0.0.1:{port}/news/kept-here-tale"), STORED),
    _case("redirect-crlf", a.redirect("/news/one-line-tale%0d%0aX-Evil:%20yes"), STORED),
    _case("redirect-to-nothing", a.status(302), "http 302"),
    _case("meta-refresh", a.with_more('<meta http-equiv="refresh" content="0; url={canary}/">'), STORED),
    _case("refresh-header", a.with_head(b"Refresh: 0; url=http://169.254.169.254/\r\n"), STORED),
    _case("base-href", a.with_more('<base href="{canary}/">', '<p><a href="news/x-y-tale">More</a></p>'), STORED),
    _case("canonical-elsewhere", a.with_more('<link rel="canonical" href="{canary}/news/a-tale">'), STORED),
    _case(
        "embedded",
        a.with_more(
            '<link rel="preload" href="{canary}/a"><link rel="icon" href="{canary}/i">',
            '<img src="{canary}/p.jpg"><iframe src="{canary}/f"></iframe><script src="{canary}/s.js"></script>',
        ),
        STORED,
    ),
]
FLOODS = [
    _case("endless-body", a.endless_body, "too large", slow=True),
    _case("endless-chunks", a.endless_chunks, "too large", slow=True),
    _case("endless-headers", a.endless_headers, "too large"),
    _case("endless-header-line", a.endless_header_line, "too large"),
    _case("endless-interim", a.endless_interim, "too large"),
    _case("announced-too-large", a.announced(5_000_000_000), "too large"),
    _case("slow-headers", a.slow_headers, "timeout", 2, 4, slow=True),
    _case("slow-body", a.slow_body, "timeout", 2, 4, slow=True),
    _case("slow-chunks", a.slow_chunks, "timeout", 2, 4, slow=True),
    _case("hang", a.hang, "timeout", 2, 4, slow=True),
]
PACKING = [
    *(_case(f"bomb-{name}", a.bomb(name), "too large") for name in ("gzip", "deflate", "br", "zstd")),
    _case("bomb-in-bomb", a.bomb_in_bomb, "too large"),
    _case("layers-200", a.layers(200), "too many encodings"),
    _case("layers-3", a.layers(3), "too many encodings"),
    _case("layers-2", a.packed("br", "gzip"), STORED),
    *(_case(f"packed-{name}", a.packed(name), STORED) for name in ("gzip", "deflate", "br", "zstd")),
    _case("packed-raw", a.packed("raw", named="deflate"), STORED),
    _case("packed-x-gzip", a.two_members, STORED),
    _case("packed-not-at-all", a.packed(named="gzip"), STORED),
    _case("packed-in-nothing", a.packed(named="identity, utf-8"), STORED),
    *(_case(f"cut-{name}", a.packed_and_cut(name, 0.6), "truncated", 2, 4) for name in ("gzip", "raw", "br", "zstd")),
    *(_case(f"cut-late-{name}", a.packed_and_cut(name, 1), "truncated", 2, 4) for name in ("gzip", "deflate", "zstd")),
    _case("cut-checksum", a.packed_badly, "truncated", 2, 4),
]
LENGTHS = [
    _case("length-long", a.length_off_by(400), "truncated", 2, 4),
    _case("length-short", a.length_off_by(-120), STORED, flags=("maybe_truncated",)),
    _case("length-short-in-tag", a.length_off_by(-5), STORED, flags=("maybe_truncated",)),
    _case("chunks", a.chunks(), STORED),
    _case("chunk-cut", a.chunk_in_half, "truncated", 2, 4),
    _case("chunk-no-end", a.chunks(end=False), "truncated", 2, 4),
    _case("chunk-size", a.chunks(size=b"zz"), "truncated", 2, 4),
    _case("until-closed", a.until_closed, STORED),
    _case("closed-early", a.closed_early, STORED, flags=("maybe_truncated",)),
    _case("two-answers", a.two_answers, STORED),
    _case("line-feeds", a.line_feeds_only, STORED),
]
HEADERS = [
    _case("cookies-2000", a.with_head(a.cookies(2000)), STORED),
    _case("header-bytes", a.with_head(b"X-Odd: caf\xe9 \xff\x01\xfe\r\nX-Naught: a\x00b\r\n"), STORED),
    _case("header-no-colon", a.with_head(b"this is no header\r\nX-After: yes\r\n"), STORED),
    _case("header-folded", a.with_head(b"X-Folded: one\r\n two\r\n\tthree\r\n"), STORED),
    _case("header-long", a.with_head(b"X-Policy: " + b"v" * 60_000 + b"\r\n"), STORED),
    _case("header-many", a.with_head(b"".join(b"X-%d: v\r\n" % n for n in range(3000))), STORED),
    _case("header-encoding", a.with_head(b"Content-Encoding: \r\n"), STORED),
]
HEAVY = [
    _case("heavy-attributes", a.heavy(a.attributes), "too_large"),
    _case("heavy-nested", a.heavy(lambda: "<div>" * 100_000), "too_deep"),
    _case("heavy-line", a.heavy(lambda: "<p>" + "word " * 2_000_000), STORED, slow=True),
    _case("heavy-text", a.heavy(lambda: f"<p>{'words and more of them. ' * 40}</p>" * 10_000), STORED, slow=True),
    _case("heavy-siblings", a.heavy(lambda: "<i>x</i>" * 500_000), STORED, slow=True),
    _case("heavy-links", a.heavy(lambda: "<li><a href='/a-b-c'>Some words</a></li>" * 300_000), "too_large", slow=True),
    _case("heavy-many-tags-of-9000", a.heavy(lambda: a.attributes(9000) * 100), "too_large"),
    _case("heavy-quotes", a.heavy(lambda: '<a title="' * 300_000), "too_large"),
    _case("heavy-open-brackets", a.heavy(lambda: "<" * 3_000_000), STORED, slow=True),
    _case("heavy-comments", a.heavy(lambda: "<!--" * 1_000_000), STORED, slow=True),
    _case("heavy-linked-data", a.heavy(lambda: f"<script type='application/ld+json'>{'[' * 100_000}</script>"), STORED),
]
GROUPS: dict[str, list[Case]] = {
    "connections": CONNECTIONS,
    "statuses": STATUSES,
    "redirects": REDIRECTS,
    "floods": FLOODS,
    "packing": PACKING,
    "lengths": LENGTHS,
    "headers": HEADERS,
    "heavy pages": HEAVY,
}
CASES: list[Case] = [case for group in GROUPS.values() for case in group]
