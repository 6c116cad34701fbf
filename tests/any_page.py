"""A page of unknown make, to put something into."""

from __future__ import annotations

from qiosk_scraper import parse
from qiosk_scraper.items import Article

URL = "https://www.tide-post.example/news/the-tide-came-in-4711"

TEXT = "".join(
    f"<p>Paragraph {number} tells at some length how the tide came in over the quay, who saw it, what they said.</p>"
    for number in range(6)
)
IMAGE = "<img src='/pictures/quay-0815.jpg' alt='A quay' width='900' height='600'>"
LINES = [
    f"Paragraph {number} tells at some length how the tide came in over the quay and who saw it." for number in range(6)
]
PARAGRAPHS = [f"<p>{line}</p>" for line in LINES]


def read(above: str = "", head: str = "", text: str = TEXT, below: str = "", url: str = URL) -> Article:
    return parse(
        f"<!doctype html><html lang='en'><head><title>Tide</title>{head}</head><body><main><h1>The tide came in</h1>"
        f"{above}<div class='article-body'>{text}</div>{below}</main></body></html>",
        url,
    )


def whole(markup: str, head: str = "") -> Article:
    return parse(f"<!doctype html><html><head><title>The tide came in</title>{head}</head><body>{markup}</body>", URL)


def texts(article: Article) -> list[str]:
    return [block.text for block in article.body]


def names(article: Article) -> list[str]:
    return [author.name for author in article.authors]
