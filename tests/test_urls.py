"""One spelling for each address."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.normalise.urls import MAX_URL, canonical_url, looks_like_article, same_site
from qiosk_scraper.outlet import Outlet

LEDGER = Outlet(
    "ledger",
    "The Ledger",
    "https://ledger.example/",
    sections={"city": "https://ledger.example/city"},
    host_aliases=("old.ledger.example",),
    kept_parameters=frozenset({"page"}),
    other_urls=(r"^/about",),
)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a.example/boats", "https://a.example/boats/"),
        ("https://a.example/boats/", "https://a.example/boats/"),
        ("HTTPS://A.Example:443/boats/#top", "https://a.example/boats/"),
        ("http://a.example:80/boats.html", "http://a.example/boats.html"),
        ("http://a.example:8080/", "http://a.example:8080/"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/a/../b//c/./", "https://a.example/b/c/"),
        (
            "https://a.example/boats/?utm_source=x&fbclid=1&gclid=2&mc_cid=3&rebelltitem=4&rebelltpage=2&share=x&amp=1",
            "https://a.example/boats/",
        ),
        ("https://a.example/boats/?b=2&a=1", "https://a.example/boats/?a=1&b=2"),
        ("https://a.example/boats/?id=7&UTM_Medium=x", "https://a.example/boats/?id=7"),
        ("https://a.example/boats/?source=rss", "https://a.example/boats/"),
        ("https://a.example/boats/?source=archive", "https://a.example/boats/?source=archive"),
        ("https://a.example/amp/boats-go-out-123", "https://a.example/boats-go-out-123/"),
        ("https://a.example/boats-go-out/amp/", "https://a.example/boats-go-out/"),
        ("https://a.example/boats.amp.html", "https://a.example/boats.html"),
        ("https://a.example/amp/", "https://a.example/amp/"),
        ("https://user:secret@a.example/boats/", "https://a.example/boats/"),
        ("https://a.example/boats;jsessionid=1A2B", "https://a.example/boats/"),
        ("  https://a.example/bo\nats\x00/ ", "https://a.example/boats/"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4/"),
        ("https://a.example/%7eleo/%e4", "https://a.example/~leo/%E4/"),
        ("https://127。0。0。1/x/", "https://127.0.0.1/x/"),
        ("https://[2001:DB8::1]/x/", "https://[2001:db8::1]/x/"),
        ("https:\\\\a.example\\boats", "https://a.example/boats/"),
        ("https://a.example./boats/", "https://a.example/boats/"),
    ],
)
def test_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "boats",
        "/boats",
        "//a.example/boats",
        "javascript:alert(1)",
        "mailto:x@a.example",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "http://",
        "http://[::1",
        "http://a b.example/",
        "http://a.example:99999/",
        "http://a.example:x/",
        "http://exa<mple/",
        "http://..",
        "http://a..b/",
        "https://a.example/" + "x" * MAX_URL,
        "http://\ud800.example/",
        "https://a.example/\ud800",
    ],
)
def test_no_address(url: str) -> None:
    assert canonical_url(url) is None


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://www.ledger.example/boats", "https://ledger.example/boats/"),
        ("https://old.ledger.example/boats/?utm_source=x&id=9&page=2", "https://ledger.example/boats/?page=2"),
        ("https://other.example/boats/", "https://other.example/boats/"),
    ],
)
def test_spelling_of_an_outlet(url: str, canonical: str) -> None:
    assert canonical_url(url, LEDGER) == canonical


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("https://ledger.example/x", True),
        ("http://www.ledger.example/", True),
        ("https://old.ledger.example/", True),
        ("https://ledger.example.evil.example/", False),
        ("https://ledger.example@evil.example/", False),
        ("https://ledger.example:8443/", False),
        ("javascript:1", False),
    ],
)
def test_same_site(url: str, same: bool) -> None:
    assert same_site(url, LEDGER) is same


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("/boats-go-out-at-dawn/", True),
        ("/2022/06/24/boats/", True),
        ("/news/story-12345678", True),
        ("/boats-go-out.html", True),
        ("/", False),
        ("/city", False),
        ("/city/", False),
        ("/about-us/", False),
        ("/tag/old-harbour-boats/", False),
        ("/author/leo-park-jr/", False),
        ("/feeds/feed.rss", False),
        ("/a-b-c.jpg", False),
    ],
)
def test_shape_of_article_addresses(path: str, article: bool) -> None:
    assert looks_like_article(f"https://ledger.example{path}", LEDGER) is article


def test_own_patterns_decide() -> None:
    outlet = Outlet("x", "X", "https://x.example/", article_urls=(r"^/\d+/$",))
    assert looks_like_article("https://x.example/123/", outlet)
    assert not looks_like_article("https://x.example/boats-go-out-at-dawn/", outlet)


PIECES = st.lists(
    st.sampled_from(
        [
            "http://",
            "https://",
            "a.example",
            ":80",
            "/",
            "//",
            "amp",
            ".amp.html",
            "?",
            "&",
            "=",
            "utm_x=1",
            "#",
            "%",
            "%25",
            "%2f",
            "..",
            ".",
            ";jsessionid=1",
            "@",
            "[",
            "]",
            "\\",
            "é",
            " ",
            "\n",
            "x",
            "+",
            "%zz",
            "\u3002",
            "www.",
        ]
    ),
    max_size=14,
).map("".join)


@given(
    st.text(max_size=60) | PIECES | PIECES.map(lambda rest: "http://a.example/" + rest), st.sampled_from([None, LEDGER])
)
def test_never_raises_and_settles(url: str, outlet: Outlet | None) -> None:
    once = canonical_url(url, outlet)
    if once is not None:
        assert canonical_url(once, outlet) == once
        assert urlsplit(once).scheme in ("http", "https")
        assert len(once) <= MAX_URL
        assert once.isascii()
