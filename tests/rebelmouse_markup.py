"""RebelMouse markup in a few lines: a post, a listed post, a block of them, a page."""

from __future__ import annotations

from qiosk_scraper.items import Capture
from qiosk_scraper.layers import rebelmouse
from qiosk_scraper.page import Page

URL = "https://paper.example/lost-kite/"
READ = rebelmouse.FIELDS


def page(body: str, *, head: str = "", url: str = URL) -> Page:
    html = f"<!DOCTYPE html><!-- Powered by RebelMouse. --><html><head>{head}</head><body>{body}</body></html>"
    return Page(Capture(url=url, body=html.encode(), headers=(("content-type", "text/html; charset=utf-8"),)))


def post(
    inner: str,
    *,
    elid: str = "2600000001",
    source: str = "current_post",
    widget: str = "post-partial",
    category: str = "",
) -> str:
    return (
        f'<div class="posts-custom" data-source="{source}"><div class="posts-wrapper"><div class="widget {widget}" '
        f'data-category="{category}">'
        f'<article elid="{elid}">{inner}</article></div></div></div>'
    )


def body(inner: str) -> str:
    return f'<div class="body js-expandable"><div class="body-description">{inner}</div></div>'


def listed(
    elid: str, headline: str, inner: str = "", *, href: str | None = None, tag: str = "h2", category: str = ""
) -> str:
    href = href or f"https://paper.example/post-{elid}/"
    return (
        f'<div class="widget" elid="{elid}" data-category="{category}"><article elid="{elid}"><{tag} '
        f'class="widget__headline">'
        f'<a class="widget__headline-text" href="{href}">{headline}</a></{tag}>{inner}</article></div>'
    )


def block(*cards: str, source: str = "current_page", before: str = "", attributes: str = "") -> str:
    inner = "".join(cards)
    return (
        f'{before}<div class="posts-custom" data-source="{source}" {attributes}><div class="posts-wrapper">'
        f"{inner}</div></div>"
    )


BRIEF = '<div class="body"><div class="body-description"><div class="widget__brief"><p>Shown.</p></div>{}</div></div>'
HEAD = '<h1 class="widget__headline"><span class="widget__headline-text"> A kite\n is lost </span></h1>'


def texts(read: Page) -> list[str]:
    return [found.text for found in READ["body"](read)]
