"""The tolerant reader, and which article's node a page's fields are taken from."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.decoding.json_ld import read_json_ld
from qiosk_scraper.items import Author, Capture, Correction, Photo
from qiosk_scraper.layers import json_ld
from qiosk_scraper.page import Page

URL = "https://ledger.example/boats/"


def page(*nodes: object, html: str = "") -> Page:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(node)}</script>' for node in nodes)
    return Page(Capture(url=URL, body=f"<html><head>{scripts}</head><body>{html}</body></html>".encode()))


@pytest.mark.parametrize(
    ("block", "nodes"),
    [
        ('{"a": 1}', [{"a": 1}]),
        ('[{"a": 1}, [{"b": 2}], "text"]', [{"a": 1}, {"b": 2}]),
        ('{"@context": "x", "@graph": [{"a": 1}, {"b": 2}]}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1, "@graph": {"b": 2}}', [{"a": 1}, {"b": 2}]),
        ('<!-- {"a": 1} -->', [{"a": 1}]),
        ('//<![CDATA[\n{"a": 1}\n//]]>', [{"a": 1}]),
        ('/*<![CDATA[*/ {"a": 1} /*]]>*/', [{"a": 1}]),
        ('<![CDATA[{"a": 1}]]>', [{"a": 1}]),
        ('{"a": [1, 2,], "b": {"c": 1,},}', [{"a": [1, 2], "b": {"c": 1}}]),
        ('{"a": "one\ntwo\tthree"}', [{"a": "one\ntwo\tthree"}]),
        ('{"a": NaN, "b": -Infinity, "c": 1}', [{"a": None, "b": None, "c": 1}]),
        ('{/* note */ "a": "http://x/*y*/", // end\n "b": 1}', [{"a": "http://x/*y*/", "b": 1}]),
        ('{"a": "it\\\'s"}', [{"a": "it's"}]),
        ('{"a": "x, ]"}', [{"a": "x, ]"}]),
        ('{"a": 1};', [{"a": 1}]),
        ('{"a": 1,, "b": ["x",,"y"]}', [{"a": 1, "b": ["x", "y"]}]),
        ('{"a": undefined, "b": , "c": [1, undefined], "d": }', [{"a": None, "b": None, "c": [1, None], "d": None}]),
        ('{"a": "undefined, ", "b": ":,", "c": undefined}', [{"a": "undefined, ", "b": ":,", "c": None}]),
        (
            '{"a": "The "old" quay", "b": "\\"new\\" and "old"", "c": 1}',
            [{"a": 'The "old" quay', "b": '"new" and "old"', "c": 1}],
        ),
        ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
        ('{"a": 1, "a": 2}', [{"a": 2}]),
        ("{&quot;a&quot;: &quot;b&quot;}", [{"a": "b"}]),
        ('\ufeff{"a": 1}', [{"a": 1}]),
        ('{"a": ' + "9" * 5000 + "}", [{"a": None}]),
        ('{"a": 1e999}', [{"a": None}]),
        ("[" * 100_000, []),
        ('{"a":' * 50_000 + "1" + "}" * 50_000, []),
        ("not json", []),
        ('{"a": ', []),
        # Cut behind a backslash: a pattern that may split a text in many ways tries them all, for minutes.
        (f'{{"a": "{"The tide came in. " * 20}\\', []),
        # Strings that never end: each would be looked for up to the end of the block.
        ("{" + ',"x ' * 49_000, []),
        ("", []),
        ("null", []),
    ],
)
def test_block_is_read(block: str, nodes: list[dict[str, object]]) -> None:
    assert read_json_ld([block]) == nodes


def test_a_broken_block_costs_only_itself() -> None:
    assert read_json_ld(["{", '{"a": 1}', "["]) == [{"a": 1}]


@given(st.lists(st.text(alphabet='{}[]",:/*<!->\\ab1 \n', max_size=80), max_size=4))
def test_any_blocks_are_read(blocks: list[str]) -> None:
    assert all(isinstance(node, dict) for node in read_json_ld(blocks))


def test_node_of_this_page_is_taken_not_the_first() -> None:
    other = {
        "@type": "NewsArticle",
        "headline": "Other",
        "url": "https://ledger.example/other/",
        "datePublished": "2020-01-01",
    }
    own = {
        "@type": ["Thing", "AnalysisNewsArticle"],
        "headline": "Own",
        "mainEntityOfPage": {"@id": URL + "?utm_source=x#top"},
    }
    found = page(other, own)
    assert json_ld.headline(found) == "Own"
    assert json_ld.published(found) is None


def test_another_articles_block_alone_gives_nothing() -> None:
    other = {"@type": "NewsArticle", "headline": "Other", "url": "https://ledger.example/other/", "author": "Leo Park"}
    found = page(other, html="<h1>Own</h1>")
    assert (json_ld.headline(found), json_ld.authors(found)) == (None, [])


def test_moved_page_is_known_by_its_headline() -> None:
    node = {"@type": "NewsArticle", "headline": "Boats go out", "url": "https://ledger.example/2019/boats/"}
    assert json_ld.headline(page(node, html="<h1>Boats go out</h1>")) == "Boats go out"


def test_nodes_of_one_page_are_merged() -> None:
    found = page(
        {"@type": "Article", "url": URL, "headline": "Boats"},
        {"@type": "NewsArticle", "mainEntityOfPage": URL, "headline": "Boats", "datePublished": "2025-03-28"},
        {"@type": "WebPage", "mainEntity": {"@type": "Article", "url": URL, "articleSection": "Harbour"}},
    )
    assert (json_ld.headline(found), json_ld.published(found), json_ld.sections(found)) == (
        "Boats",
        "2025-03-28",
        ["Harbour"],
    )


def test_entities_are_decoded_even_twice() -> None:
    assert (
        json_ld.headline(page({"@type": "Article", "headline": "Park&amp;#39;s &quot;boats&quot;"}))
        == 'Park\'s "boats"'
    )


@pytest.mark.parametrize(
    ("author", "found"),
    [
        ("Leo Park", ["Leo Park"]),
        (["Leo Park", {"@type": "Person", "name": "Ada Brandt"}], ["Leo Park", Author("Ada Brandt")]),
        (
            {"@type": "Person", "name": "Leo Park", "url": "/author/lpark/"},
            [Author("Leo Park", "https://ledger.example/author/lpark/")],
        ),
        (
            [{"@type": "Organization", "name": "The Ledger"}, {"@type": "Person", "name": "Leo Park"}],
            [Author("Leo Park")],
        ),
        ({"@type": "NewsMediaOrganization", "name": "The Ledger"}, [Author("The Ledger")]),
        ({"@type": "Person", "name": ["Leo Park", "Ada Brandt"]}, [Author("Leo Park"), Author("Ada Brandt")]),
        ([{"@type": "Person"}, None, 7, {"name": ""}], []),
        ({"@type": "Person", "name": {"@value": "Leo Park"}}, [Author("Leo Park")]),
    ],
)
def test_authors(author: object, found: list[object]) -> None:
    assert json_ld.authors(page({"@type": "NewsArticle", "author": author})) == found


def test_author_named_by_reference() -> None:
    found = page(
        {
            "@graph": [
                {"@type": "Article", "author": {"@id": "#p"}},
                {"@type": "Person", "@id": "#p", "name": "Leo Park"},
            ]
        }
    )
    assert json_ld.authors(found) == [Author("Leo Park")]


@pytest.mark.parametrize(
    ("image", "url", "caption", "credit"),
    [
        ("https://ledger.example/a.jpg", "https://ledger.example/a.jpg", None, None),
        (["/a.jpg", "/b.jpg"], "https://ledger.example/a.jpg", None, None),
        (
            {"url": "/a.jpg", "caption": "Boats", "creditText": "Leo Park/AP"},
            "https://ledger.example/a.jpg",
            "Boats",
            "Leo Park/AP",
        ),
        ({"contentUrl": "/a.jpg", "creator": {"name": "Leo Park"}}, "https://ledger.example/a.jpg", None, "Leo Park"),
        ({"url": "/a.jpg", "caption": "IMG_1234-scaled.jpg"}, "https://ledger.example/a.jpg", None, None),
        ([{"@type": "ImageObject"}, {"url": "/b.jpg"}], "https://ledger.example/b.jpg", None, None),
        ({"url": ["/a.jpg"]}, "https://ledger.example/a.jpg", None, None),
    ],
)
def test_lead_photo(image: object, url: str, caption: str | None, credit: str | None) -> None:
    photo = json_ld.lead_photo(page({"@type": "NewsArticle", "image": image}))
    assert photo is not None
    assert (photo.role, photo.url, photo.caption, photo.credit) == ("lead", url, caption, credit)


@pytest.mark.parametrize(
    ("node", "dek"),
    [
        ({"headline": "Boats go out", "description": "Boats go out"}, None),
        ({"description": "A cut-off start of…", "articleBody": "A cut-off start of the body, and more."}, None),
        (
            {"headline": "Boats", "alternativeHeadline": "The council says no", "description": "Long"},
            "The council says no",
        ),
        (
            {
                "headline": "Boats go out at dawn",
                "alternativeHeadline": "Boats go out",
                "description": "The council says no",
            },
            "The council says no",
        ),
    ],
)
def test_dek(node: dict[str, str], dek: str | None) -> None:
    assert json_ld.dek(page({"@type": "NewsArticle", **node})) == dek


def test_a_part_that_costs_makes_the_article_cost() -> None:
    part = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
    assert json_ld.access(page({"@type": "NewsArticle", "hasPart": part})) == "paywalled"
    assert json_ld.access(page({"@type": "NewsArticle", "hasPart": {"@type": "VideoObject"}})) is None
    parts = [{"@type": "VideoObject", "isAccessibleForFree": True}]
    assert json_ld.access(page({"@type": "NewsArticle", "hasPart": parts})) is None
    assert json_ld.access(page({"@type": "NewsArticle", "hasPart": [*parts, part]})) == "paywalled"


def test_small_fields() -> None:
    found = page(
        {
            "@type": "NewsArticle",
            "keywords": "harbour, boats, ",
            "articleSection": ["News", "Harbour", "News"],
            "inLanguage": {"alternateName": "en"},
            "isAccessibleForFree": "False",
            "url": URL,
            "correction": [{"text": "The boat was red.", "datePublished": "2025-03-29"}, "Two boats."],
        }
    )
    assert json_ld.tags(found) == ["harbour", "boats"]
    assert json_ld.sections(found) == ["News", "Harbour"]
    assert (json_ld.language(found), json_ld.access(found), json_ld.canonical_url(found)) == ("en", "paywalled", URL)
    assert json_ld.corrections(found) == [Correction("The boat was red.", "2025-03-29"), Correction("Two boats.")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "@type",
                    "@id",
                    "name",
                    "url",
                    "headline",
                    "author",
                    "image",
                    "mainEntityOfPage",
                    "keywords",
                    "correction",
                    "inLanguage",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
)


@given(
    st.dictionaries(
        st.sampled_from(
            sorted(
                {
                    "headline",
                    "author",
                    "image",
                    "url",
                    "mainEntityOfPage",
                    "keywords",
                    "articleSection",
                    "datePublished",
                    "inLanguage",
                    "correction",
                    "articleBody",
                    "isAccessibleForFree",
                    "description",
                }
            )
        ),
        JSON,
    )
)
def test_wrong_types_never_raise(node: dict[str, object]) -> None:
    found = page({"@type": "NewsArticle", **node})
    again = page({"@type": "NewsArticle", **node})
    for field, reader in json_ld.FIELDS.items():
        assert reader(found) == reader(again), field


@pytest.mark.parametrize(
    ("html", "scripts", "text"),
    [
        ("<p>a<script>x<p></script>b", [("", "x<p>")], "a b"),
        ("<p>a<SCRIPT type='a>b'>x</SCRIPT >b", [(" type='a>b'", "x")], "a b"),
        ("<p>a<script>x", [("", "x")], "a"),
        ("<p>a<script>x</script>b<script>y</script>c", [("", "x"), ("", "y")], "a b c"),
        ("<p>a</script>b<scripted>c", [], "abc"),
        ("<p>a<script>'<script>'</script>b", [("", "'<script>'")], "a b"),
    ],
)
def test_scripts_are_set_aside(html: str, scripts: list[tuple[str, str]], text: str) -> None:
    found = Page(Capture(url=URL, body=html.encode()))
    assert found.scripts == scripts
    assert found.text("p") == text


def test_who_took_a_picture_that_a_house_is_credited_with() -> None:
    image = {"url": "/a.jpg", "creditText": "Tidewire Images", "creator": {"@type": "Person", "name": "Ada Brandt"}}
    read = page({"@type": "NewsArticle", "headline": "Boats", "image": image})
    assert json_ld.lead_photo(read) == Photo(
        "lead", "https://ledger.example/a.jpg", credit="Tidewire Images", photographer="Ada Brandt"
    )
    image["creditText"] = "Ada Brandt/Tidewire"
    again = json_ld.lead_photo(page({"@type": "NewsArticle", "headline": "Boats", "image": image}))
    assert again is not None and again.photographer is None  # the line says it already
    desk = {"url": "/a.jpg", "creditText": "Tidewire", "author": {"@type": "Person", "name": "Web Desk"}}
    other = json_ld.lead_photo(page({"@type": "NewsArticle", "headline": "Boats", "image": desk}))
    assert other is not None and (other.credit, other.photographer) == ("Tidewire", None)


def test_a_name_told_in_two_parts() -> None:
    who = {"@type": "Person", "givenName": "Ada", "familyName": "Brandt"}
    assert json_ld.authors(page({"@type": "NewsArticle", "author": who})) == [Author("Ada Brandt")]
    assert json_ld.authors(page({"@type": "NewsArticle", "author": {**who, "familyName": ""}})) == []
