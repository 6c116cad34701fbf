"""What programs read: feeds, sitemaps, robots.txt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.sax.saxutils import escape

from qiosk_scraper.demo import HOME, SECTIONS
from qiosk_scraper.demo.body import body_html
from qiosk_scraper.demo.head import SITE_NAME
from qiosk_scraper.demo.stories import Edition, Story

PER_FEED_PAGE = 10
ROBOTS = f"""# The Harbour Ledger
User-agent: *
Disallow: /search/
Disallow: /res/
Disallow: /embargoed-
Allow: /

Sitemap: {HOME}sitemap.xml
Sitemap: {HOME}feeds/sitemaps/news_1.xml
"""


def feed_xml(edition: Edition, slug: str, number: int) -> str:
    """A page of a feed, newest first: `feed` is the whole paper, else a section. Past the end it has no items."""
    stories = edition.listed if slug == "feed" else edition.of_section(slug)
    title = SITE_NAME if slug == "feed" else f"{SITE_NAME}: {SECTIONS[slug]}"
    shown = stories[(number - 1) * PER_FEED_PAGE : number * PER_FEED_PAGE]
    items = "\n".join(_item(story, edition) for story in shown)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>{escape(title)}</title><link>{HOME}</link>
<atom:link href="{HOME}feeds/{slug}.rss" type="application/rss+xml" rel="self"/>
<description>News of the quay, the council chamber and the weather.</description><language>en</language>
{items}
</channel></rss>
"""


def _item(story: Story, edition: Edition) -> str:
    day = edition.day
    # The address of the picture stands in the text with bare ampersands, as the CMS writes it.
    picture = f'<img src="{story.photo.sized(day)}"/><br/><br/>' if story.photo else ""
    text = (picture + body_html(story, edition, furniture=False)).replace("]]>", "]]&gt;")
    categories = "".join(f"<category>{escape(name)}</category>" for name in (story.section_name, *story.tags))
    creators = "".join(f"<dc:creator>{escape(author.name)}</dc:creator>" for author in story.authors)
    address = escape(story.photo.sized(day)) if story.photo else ""
    media = f'<media:content medium="image" type="image/jpeg" url="{address}"/>' if address else ""
    return f"""<item><title>{escape(story.headline)}</title><link>{story.url}</link><guid>{story.url}</guid>
<pubDate>{format_datetime(story.published)}</pubDate><description><![CDATA[{text}]]></description>
{categories}{creators}{media}</item>"""


def sitemap_index() -> str:
    """The index of full sitemaps."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>{HOME}feeds/sitemaps/sitemap_1.xml</loc></sitemap>
</sitemapindex>
"""


def sitemap(stories: Sequence[Story]) -> str:
    """Every article with the time of its last change."""
    urls = "\n".join(
        f"<url><loc>{story.url}</loc><lastmod>{story.modified.isoformat()}</lastmod></url>" for story in stories
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{urls}
</urlset>
"""


def news_sitemap(stories: Sequence[Story], now: datetime) -> str:
    """The articles of the 48 hours before `now`."""
    recent = [story for story in stories if story.published > now - timedelta(hours=48)]
    urls = "\n".join(
        f"<url><loc>{story.url}</loc><news:news><news:publication><news:name>{SITE_NAME}</news:name>"
        "<news:language>en</news:language></news:publication>"
        f"<news:publication_date>{story.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(story.headline)}</news:title></news:news></url>"
        for story in recent
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{urls}
</urlset>
"""
