"""Fields from the data of a page's own scripts, in the shapes of several makers; asked for what nothing else tells."""

from __future__ import annotations

import json

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article

URL = "https://www.tide-post.example/news/the-tide-came-in-4711"
TEXT = "".join(
    f"<p>Paragraph {number} tells at some length how the tide came in over the quay, who saw it, what they said.</p>"
    for number in range(6)
)
TITLE = "The tide came in over the quay"
DEK = "Nobody had seen the water rise so fast, and the harbour master kept his boots on."
STORY = {
    "title": TITLE,
    "subtitle": DEK,
    "publishedAt": "2025-03-04T05:06:07Z",
    "updatedAt": "2025-03-05T05:06:07Z",
    "authors": [{"name": "Ada Roe"}, {"name": "Ben Doe"}],
    "tags": [{"name": "Tides"}, {"name": "Quays"}],
    "leadImage": {
        "url": "/pictures/quay-0815.jpg",
        "caption": "The quay at noon, under water.",
        "credit": "Mia Lang/AFP",
    },
}
ARC = {
    "type": "story",
    "headlines": {"basic": TITLE},
    "subheadlines": {"basic": DEK},
    "display_date": "2025-03-04T05:06:07Z",
    "last_updated_date": "2025-03-05T05:06:07Z",
    "credits": {"by": [{"type": "author", "name": "Ada Roe"}, {"type": "author", "name": "Ben Doe"}]},
    "taxonomy": {"tags": [{"text": "Tides"}, {"text": "Quays"}], "primary_section": {"name": "Harbour"}},
    "promo_items": {
        "basic": {
            "type": "image",
            "url": "/pictures/quay-0815.jpg",
            "caption": "The quay at noon, under water.",
            "credits": {"by": [{"name": "Mia Lang"}], "affiliation": [{"name": "AFP"}]},
        }
    },
}


def flight(data: object) -> str:
    """As Next.js sends it: rows in a text, the text in pieces, a row of prose before the one that counts."""
    rows = (
        '1:"$Sreact.fragment"\n2:T0c,<p>Prose.</p>3:' + json.dumps(["$", "$L4", None, {"state": {"data": data}}]) + "\n"
    )
    pieces = (rows[start : start + 400] for start in range(0, len(rows), 400))
    return "".join(f"<script>self.__next_f.push([1,{json.dumps(piece)}])</script>" for piece in pieces)


def flattened(data: object) -> str:
    """As Nuxt 3 sends it: one list, every value once, numbers for places."""
    values: list[object] = [["ShallowReactive", 1]]

    def put(value: object) -> int:
        place = len(values)
        values.append(None)
        if isinstance(value, dict):
            values[place] = {key: put(inner) for key, inner in value.items()}
        elif isinstance(value, list):
            values[place] = [put(inner) for inner in value]
        else:
            values[place] = ["Date", value] if str(value).endswith("7Z") else value
        return place

    put(data)
    return json.dumps(values)


def called(data: dict[str, object]) -> str:
    """As Nuxt 2 sends it: a function of what repeats, keys without quotes where they need none."""
    told = json.dumps({"pad": "x" * 1_200, "data": [{"story": data}]})
    told = told.replace(json.dumps(TITLE), "a").replace('"caption":', "caption:").replace('"name":', "name:")
    return f"window.__NUXT__=(function(a,b){{return {told}}}({json.dumps(TITLE)},void 0));"


def padded(data: object) -> str:
    return json.dumps({"pad": "x" * 1_200, "props": {"pageProps": {"article": data, "more": [{"title": "Other"}]}}})


def read(scripts: str, head: str = "") -> Article:
    return parse(
        f"<!doctype html><html lang='en'><head><title>{TITLE}</title>{head}</head><body><main><h1>{TITLE}</h1>"
        f"<div class='article-body'>{TEXT}</div></main>{scripts}</body></html>",
        URL,
    )


@pytest.mark.parametrize(
    "scripts",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{padded(STORY)}</script>',
        f"<script>window.__PRELOADED_STATE__ = {padded(STORY)};</script>",
        f"<script>window.__INITIAL_STATE__ = JSON.parse({json.dumps(padded(STORY))});</script>",
        f'<script>window["__APOLLO_STATE__"] = {padded({"Article:1": STORY})}</script>',
        f"<script>Fusion.contextPath='/pf';Fusion.globalContent={json.dumps({**ARC, 'pad': 'x' * 900})};</script>",
        flight(STORY),
        f'<script id="__NUXT_DATA__" type="application/json">{flattened({"s": STORY, "pad": "x" * 900})}</script>',
        f"<script>{called(STORY)}</script>",
        f"<script>window.__remixContext = {padded(STORY)};</script>",
        f"<script>window.INITIAL_STATE = {padded(STORY)};</script>",
    ],
)
def test_story_among_the_data(scripts: str) -> None:
    article = read(scripts)
    assert (article.dek, article.published, article.modified) == (
        DEK,
        "2025-03-04T05:06:07+00:00",
        "2025-03-05T05:06:07+00:00",
    )
    assert [author.name for author in article.authors] == ["Ada Roe", "Ben Doe"]
    assert article.tags == ("Tides", "Quays")
    lead = article.photos[0]
    assert (lead.url, lead.caption) == (
        "https://www.tide-post.example/pictures/quay-0815.jpg",
        "The quay at noon, under water.",
    )
    assert (lead.photographer, lead.agency) == ("Mia Lang", "AFP")
    assert article.answered_by["published"] == "app_data"


def test_what_machines_are_told_elsewhere_comes_first() -> None:
    told = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2025-02-02T02:02:02Z", "author": "Eva Moe"}
    article = read(
        f'<script id="__NEXT_DATA__" type="application/json">{padded(STORY)}</script>',
        f'<script type="application/ld+json">{json.dumps(told)}</script>',
    )
    assert (article.published, [one.name for one in article.authors]) == ("2025-02-02T02:02:02+00:00", ["Eva Moe"])


@pytest.mark.parametrize(
    "script",
    [
        json.dumps({"pad": "x" * 1_200, "story": {**STORY, "title": "Another story altogether"}}),
        padded(STORY)[:-40],
        "[" * 5_000,
        json.dumps([["Reactive", 1], {"title": 2, "publishedAt": 99, "tags": 1}, TITLE, "x" * 1_200]),
        json.dumps({"pad": "x" * 1_200, "title": TITLE, "publishedAt": {"$date": None}, "tags": "all", "authors": 7}),
    ],
)
def test_other_stories_and_broken_data_say_nothing(script: str) -> None:
    article = read(f'<script id="__NEXT_DATA__" type="application/json">{script}</script>')
    assert (article.dek, article.published, article.authors, article.failures) == (None, None, (), ())


@pytest.mark.parametrize(
    "script",
    [
        called(STORY)[:-300],
        called(STORY).replace("return", "go()"),
        "window.__NUXT__=(function(a){return {pad:'"
        + "x" * 1_200
        + "',s:"
        + "{s:" * 3_000
        + "}("
        + json.dumps(TITLE)
        + "));",
        f"window.__NUXT__=(function(){{{'a=1;' * 400}{TITLE}",
    ],
)
def test_calls_that_are_more_than_data_say_nothing(script: str) -> None:
    article = read(f"<script>{script}</script>")
    assert (article.dek, article.published, article.failures) == (None, None, ())


def test_dates_and_text_in_rdfa() -> None:
    article = parse(
        f"<head><title>{TITLE}</title></head><body typeof='schema:NewsArticle'><h1 property='headline'>{TITLE}</h1>"
        "<span property='dc:date dc:created' content='2025-03-04T05:06:07Z'>yesterday</span>"
        f"<div><div property='schema:articleBody'>{TEXT}</div><div>{TEXT.replace('Paragraph', 'Comment')}</div></div>",
        URL,
    )
    assert (article.published, len(article.body)) == ("2025-03-04T05:06:07+00:00", 6)
