"""The head of an article page: meta tags and JSON-LD, in the shapes seen on real pages."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from qiosk_scraper.demo import HOME
from qiosk_scraper.demo.chrome import nonce
from qiosk_scraper.demo.markup import pieces, plain
from qiosk_scraper.demo.stories import Story

SITE_NAME = "The Harbour Ledger"


def article_head(story: Story, day: int) -> str:
    """Everything in the head but the style: JSON-LD first, the charset after it, as the CMS prints it."""
    look = story.look
    ld = _scripts(story, day)
    early, late = ("", ld) if look.get("ld") == "late" else (ld, "")
    summary = _summary(story)
    title = escape(story.og_title or story.headline)
    metas = [
        '<meta name="twitter:card" content="summary_large_image">',
        '<meta name="twitter:site" content="@harbourledger">',
        '<meta content="article" property="og:type">',
        f'<meta content="{story.url}" property="og:url">',
        f'<link rel="canonical" href="{story.url}">',
        f'<meta content="{SITE_NAME}" property="og:site_name">',
        f'<meta content="{title}" property="og:title">',
        f'<meta content="{escape(summary)}" property="og:description">',
        f'<meta name="description" content="{escape(summary)}">',
    ]
    if story.photo:
        address = escape(story.photo.sized(day, 1245))
        metas += [
            f'<meta content="{address}" property="og:image">',
            '<meta content="1245" property="og:image:width">',
            f'<meta name="twitter:image" content="{address}">',
        ]
    if story.tags and look.get("keywords", True):
        metas.append(f'<meta name="keywords" content="{escape(", ".join(story.tags))}">')
    metas += [
        '<meta charset="utf-8">',
        f'<link rel="alternate" type="application/rss+xml" title="{SITE_NAME}" href="/feeds/{story.section}.rss">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta name="csrf-nonce" content="{nonce(story.path, day)}">',
        f"<title>{escape(story.headline, quote=False)} | {SITE_NAME}</title>",
    ]
    if look.get("times", True):
        metas += [
            f'<meta property="article:published_time" content="{story.published.isoformat()}">',
            f'<meta property="article:modified_time" content="{story.modified.isoformat()}">',
        ]
    metas.append('<meta property="article:author" content="https://social.example/harbourledger">')
    if look.get("style") == "old":
        authors = ", ".join(author.name for author in story.authors)
        metas += [
            f'<meta property="article:section" content="{escape(story.section_name)}">',
            f'<meta name="sailthru.author" content="{escape(authors)}">',
            f'<meta name="sailthru.date" content="{story.published.isoformat()}">',
        ]
    metas.append(f'<link rel="amphtml" href="{amp_url(story)}">')
    return early + "\n".join(metas) + late


def amp_url(story: Story) -> str:
    """The AMP page's address; the post id stands at its end unless the slug has it."""
    number = "" if story.slug.endswith(str(story.id)) else f"-{story.id}"
    return f"{HOME}amp/{story.slug}{number}"


def _summary(story: Story) -> str:
    """The description: the dek, or the cut-off start of the body when there is none."""
    if story.dek:
        return plain(story.dek)
    first = next(plain(piece.lines[0]) for piece in pieces(story.body) if piece.kind == "paragraph")
    return first if len(first) < 190 else first[:187].rsplit(" ", 1)[0] + "..."


def _scripts(story: Story, day: int) -> str:
    shape = story.look.get("ld", "person")
    if shape == "none":
        return ""
    node = _node(story, day, shape)
    blocks: list[dict[str, Any]] = [node]
    if shape == "graph":
        del node["@context"]
        site = {"@type": "WebSite", "@id": f"{HOME}#site", "url": HOME, "name": SITE_NAME}
        crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "Home"}]}
        blocks = [{"@context": "https://schema.org", "@graph": [site, crumbs, node]}]
    elif shape == "people":
        blocks += [{"@context": "https://schema.org", **person} for person in _persons(story)]
    texts = (json.dumps(block, ensure_ascii=shape == "person").replace("</", "<\\/") for block in blocks)
    return "".join(f'<script type="application/ld+json">{text}</script>\n' for text in texts)


def _persons(story: Story) -> list[dict[str, Any]]:
    return [
        {"@type": "Person", "@id": author.url, "name": author.name, "url": author.url, "description": author.bio}
        for author in story.authors
    ]


def _node(story: Story, day: int, shape: str) -> dict[str, Any]:
    def text(value: str) -> str:
        # Seen 2019-06: strings inside JSON-LD with HTML entities.
        return escape(value) if shape == "entities" else value

    persons = _persons(story)
    author: Any = persons if len(persons) > 1 or shape == "people" else persons[0]
    if shape == "names":
        author = [person["name"] for person in persons]
    node: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "author": author,
        "dateModified": f"{story.modified:%Y-%m-%dT%H:%M:%SZ}",
        "datePublished": f"{story.published:%Y-%m-%dT%H:%M:%SZ}",
        "description": text(_summary(story)),
        "headline": text(story.headline),
        "mainEntityOfPage": {"@id": story.url, "@type": "WebPage"},
        "publisher": {"@type": "Organization", "name": SITE_NAME, "url": HOME},
        "url": story.url,
    }
    if story.look.get("section_in_ld"):
        node["articleSection"] = text(story.section_name)
    if story.tags:
        node["keywords"] = [text(tag) for tag in story.tags]
    if story.photo:
        node["image"] = {"@type": "ImageObject", "url": story.photo.sized(day), "width": 1200, "height": 800}
        node["thumbnailUrl"] = story.photo.sized(day, 210)
    return node
