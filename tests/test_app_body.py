"""Articles whose text stands only in a page's data, as a list or a tree of elements, in the shapes of editors."""

from __future__ import annotations

import json
from typing import Any

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article, NotAnArticle

TITLE = "The tide came in over the quay"
TEXT = [
    f"Paragraph {number} tells how the tide came in over the quay in the night, who saw it first, and what it took."
    for number in range(5)
]
KINDS = ["heading", *["paragraph"] * 5, "list_item"]


def page(key: str, value: Any, shown: str = "", **more: Any) -> str:
    story = {"id": 4711, "slug": "tide", "title": TITLE, "publishedAt": "2025-03-04T09:15:00Z", key: value, **more}
    state = json.dumps({"props": {"pageProps": {"post": story}, "build": "x" * 600}})
    script = f'<script id="__NEXT_DATA__" type="application/json">{state}</script>'
    return f"<html><head><title>{TITLE} | Post</title></head><body><div id='app'>{shown}</div>{script}</body></html>"


def read(key: str, value: Any, shown: str = "", **more: Any) -> Article:
    return parse(page(key, value, shown, **more), "https://post.example/tide")


def tree(node: str, leaf: str, below: str, names: tuple[str, str, str, str]) -> list[dict[str, Any]]:
    """Elements as trees: the key of their type, of a leaf's words, of what is below, and their types."""
    heading, paragraph, several, item = names

    def words(text: str) -> list[dict[str, str]]:
        return [{node: "text", leaf: text[:30]}, {node: "text", leaf: text[30:]}]

    return [
        {node: heading, below: words("What the tide took")},
        *({node: paragraph, below: words(text)} for text in TEXT),
        {node: several, below: [{node: item, below: [{node: paragraph, below: words("one boat")}]}]},
    ]


FORMS: dict[str, tuple[str, Any]] = {
    "ProseMirror": (
        "content",
        {"type": "doc", "content": tree("type", "text", "content", ("heading", "paragraph", "bulletList", "listItem"))},
    ),
    "Contentful": (
        "body",
        {"content": tree("nodeType", "value", "content", ("heading-2", "paragraph", "unordered-list", "list-item"))},
    ),
    "Lexical": ("content", {"root": {"children": tree("type", "text", "children", ("heading", "p", "list", "item"))}}),
    "Slate": ("body", tree("type", "text", "children", ("h2", "p", "ul", "li"))),
    "Portable Text": (
        "text",
        [
            {"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "What the tide took"}]},
            *({"_type": "block", "style": "normal", "children": [{"_type": "span", "text": text}]} for text in TEXT),
            {"_type": "block", "listItem": "bullet", "children": [{"_type": "span", "text": "one boat"}]},
        ],
    ),
    "Editor.js": (
        "content",
        {
            "blocks": [
                {"type": "header", "data": {"text": "What the tide took"}},
                *({"type": "paragraph", "data": {"text": text}} for text in TEXT),
                {"type": "list", "data": {"items": ["one boat"]}},
            ]
        },
    ),
    "blocks of WordPress": (
        "blocks",
        [
            {"name": "core/heading", "attributes": {"content": "What the tide took"}},
            *({"name": "core/paragraph", "attributes": {"content": text}} for text in TEXT),
            {"name": "core/list", "innerBlocks": [{"name": "core/list-item", "attributes": {"content": "one boat"}}]},
        ],
    ),
    "markup in elements": (
        "parts",
        [
            {"__typename": "Heading", "text": "What the tide took"},
            *({"__typename": "Paragraph", "html": f"<p>{text}</p>"} for text in TEXT),
            {"__typename": "Html", "html": "<ul><li>one boat</li></ul>"},
        ],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_text_of_a_page_that_shows_none(name: str) -> None:
    article = read(*FORMS[name])
    assert [block.type for block in article.body] == KINDS
    assert [block.text for block in article.body] == ["What the tide took", *TEXT, "one boat"]
    assert (article.headline, article.published) == (TITLE, "2025-03-04T09:15:00+00:00")
    assert article.answered_by["body"] == "app_data"


def test_links_in_it_are_kept_and_what_is_no_text_is_left_out() -> None:
    elements = [
        {"type": "text", "content": f'{TEXT[0]} <a href="/quay">The quay</a>'},
        {"type": "image", "caption": "A quay", "text": "Not a paragraph"},
        {"type": "interstitial_link", "content": "More of the tide"},
        {"type": "story", "url": "/swans", "text": "Swans are back, says a text that is another article's."},
        *({"type": "text", "content": text} for text in TEXT[1:]),
    ]
    blocks = read(
        "content_elements", elements, comments=[{"id": n, "body": f"I say: {TEXT[0]}"} for n in range(30)]
    ).body
    assert [block.text for block in blocks] == [f"{TEXT[0]} The quay", *TEXT[1:]]
    assert [(link.url, link.text) for link in blocks[0].links] == [("https://post.example/quay", "The quay")]


def test_a_longer_list_of_other_articles_is_not_the_text() -> None:
    others = [{"type": "story", "text": f"{number} {text} {text}"} for number in range(5) for text in TEXT]
    cards = [{**other, "path": "/swans"} for other in others]
    article = read("parts", [{"type": "text", "text": text} for text in TEXT], more=cards, latest=others)
    assert [block.text for block in article.body] == TEXT


def test_lines_inside_an_element_are_parted() -> None:
    lines = [{"type": "paragraph", "content": [{"type": "text", "text": text}]} for text in TEXT]
    broken = [{"type": "text", "text": "Ebb"}, {"type": "hardBreak"}, {"type": "text", "text": "and flood."}]
    elements = [{"type": "blockquote", "content": lines}, {"type": "paragraph", "content": broken}]
    assert [block.text for block in read("content", elements).body] == [" ".join(TEXT), "Ebb and flood."]


@pytest.mark.parametrize("address", ["https://post.example/", "https://post.example/tide"])
def test_what_the_site_says_of_itself_is_no_article(address: str) -> None:
    about = [{"type": "text", "text": text} for text in TEXT]
    html = page("about", about, title="Tide Post").replace(f"<title>{TITLE} | Post", "<title>Tide Post")
    with pytest.raises(NotAnArticle):
        parse(html, address)


def test_text_that_is_shown_is_read_from_the_markup() -> None:
    shown = f"<article><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in TEXT)}</article>"
    assert read(*FORMS["Slate"], shown).answered_by["body"] == "generic"


def test_a_few_words_are_no_article() -> None:
    with pytest.raises(NotAnArticle):
        read("content", [{"type": "p", "text": "Soon."}, {"type": "p", "text": "More of it."}])
