"""Pages that list articles: home, sections, people, tags; and the plain pages that hold none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape

from qiosk_scraper.demo import HOME, SECTIONS
from qiosk_scraper.demo.chrome import page
from qiosk_scraper.demo.head import SITE_NAME
from qiosk_scraper.demo.related import listing_html
from qiosk_scraper.demo.stories import SITE_ID, Edition, Person, Story

PER_PAGE = 6
LOAD_MORE = "harbour"
"""The section whose page goes on by the load-more request."""
NUMBERED = "council"
"""The section whose page goes on by numbered pages. The third goes on in its feed alone."""
RESOURCES = {slug: f"sp_{21_400_100 + number}" for number, slug in enumerate(SECTIONS)}


def section_pages(edition: Edition, slug: str) -> int:
    """How many pages a section has."""
    return -(-len(edition.of_section(slug)) // PER_PAGE)


def home_html(edition: Edition) -> str:
    """The home page: the newest stories of all sections."""
    head = _head(SITE_NAME, "/", "News of the quay, the council chamber and the weather, from Saltmarrow.", "feed")
    body = listing_html(edition.listed[:9], edition, "frontpage")
    return page(head, body, edition=edition, name="/", body_class="home", section=None)


def section_html(edition: Edition, slug: str, number: int = 1) -> str:
    """One page of a section. Page 1 of each; further ones only of the section with numbered pages."""
    stories = edition.of_section(slug)
    shown = stories[(number - 1) * PER_PAGE : number * PER_PAGE]
    path = f"/{slug}/"
    extra, body, tail = "", "", ""
    if slug == NUMBERED:
        last = section_pages(edition, slug)
        if number < last:
            extra += f'<link rel="next" href="{HOME}{slug}/?page={number + 1}">'
        if number > 1:
            extra += f'<link rel="prev" href="{HOME}{slug}/?page={number - 1}">'
        body = _pagination(slug, number, last)
    if slug == LOAD_MORE:
        shown = (*shown, *(story for story in edition.stories if not story.listed and story.section == slug))
        body = (
            '<div class="infinite-scroll-wrapper"><div class="rm-loadmore-placeholder"></div>'
            '<button class="load-more js-load-more">Load more</button></div>'
        )
        tail = (
            "<script>var bootstrapUrl = '/res/bootstrap/data.js?mode=full&site_id="
            f"{SITE_ID}&resource_id={RESOURCES[slug]}';</script>"
        )
    title = SECTIONS[slug] + (f", page {number}" if number > 1 else "")
    heading = f'<div class="section-headline"><h1 class="section-headline__text">{escape(SECTIONS[slug])}</h1></div>'
    address = path if number == 1 else f"{path}?page={number}"
    return page(
        _head(f"{title} | {SITE_NAME}", address, f"All about {title.lower()}.", slug) + extra,
        heading + listing_html(shown, edition, slug) + body,
        edition=edition,
        name=f"{path}{number}",
        body_class=f"section-{slug}",
        section=slug,
        tail=tail,
    )


def person_html(edition: Edition, person: Person) -> str:
    """A writer's page."""
    stories = [story for story in edition.listed if person in story.authors]
    bio = f'<div class="author-page"><h1>{escape(person.name)}</h1><p>{escape(person.bio)}</p></div>'
    return _plain_listing(edition, f"/author/{person.login}/", person.name, bio, stories)


def tag_html(edition: Edition, path: str, tag: str, stories: Sequence[Story]) -> str:
    """A tag's page."""
    return _plain_listing(edition, path, f"#{tag}", f"<h1>#{escape(tag)}</h1>", stories)


def load_more(edition: Edition, resource: str, number: int) -> str:
    """The answer to a load-more request, pages from 0; an empty list is the end. Some posts state no address."""
    slug = next((slug for slug, name in RESOURCES.items() if name == resource), None)
    if slug is None:
        return json.dumps({"posts_by_source": {}})
    posts = []
    for story in edition.of_section(slug)[number * PER_PAGE : (number + 1) * PER_PAGE]:
        post: dict[str, object] = {"_id": story.id, "id": story.id, "headline": story.headline}
        if story.id % 2:
            post["post_url"] = story.url
        posts.append(post)
    return json.dumps({"posts_by_source": {slug: posts}})


def about_html(edition: Edition) -> str:
    """Who makes the paper: text, and no article."""
    body = f"""<div class="text-element"><h1>About the Ledger</h1>
<p>The Harbour Ledger has been printed in Net Street since the year the second breakwater was finished, and it has been
late only twice. It is made up, like Saltmarrow itself: a newspaper to practise on.</p>
<p>Write to the newsroom about mistakes. We print corrections where the mistake stood.</p>
<p><a href="{HOME}lost-property-notice/">Lost property</a> · <a href="{HOME}search/?q=ferry">Search</a></p></div>"""
    return page(
        _head(f"About | {SITE_NAME}", "/about/", "Who makes the Ledger.", "feed"),
        body,
        edition=edition,
        name="/about/",
        body_class="page-about",
        section=None,
    )


def message_html(edition: Edition, title: str, words: str, path: str) -> str:
    """A page that only says something: not found, taken down, nothing here."""
    body = f'<div class="error-page"><h1>{escape(title)}</h1><p>{escape(words)}</p></div>'
    head = f'<meta charset="utf-8"><meta name="robots" content="noindex"><title>{escape(title)} | {SITE_NAME}</title>'
    return page(head, body, edition=edition, name=path, body_class="page-error", section=None)


def _plain_listing(edition: Edition, path: str, title: str, top: str, stories: Sequence[Story]) -> str:
    body = top + listing_html(stories, edition, "current_page")
    head = _head(f"{title} | {SITE_NAME}", path, title, "feed")
    return page(head, body, edition=edition, name=path, body_class="page-list", section=None)


def _head(title: str, path: str, description: str, feed: str) -> str:
    address = HOME.rstrip("/") + path
    return f"""<meta charset="utf-8"><title>{escape(title, quote=False)}</title>
<meta content="website" property="og:type"><meta content="{escape(address)}" property="og:url">
<meta content="{escape(title)}" property="og:title"><meta name="description" content="{escape(description)}">
<link rel="canonical" href="{escape(address)}"><meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="alternate" type="application/rss+xml" title="{SITE_NAME}" href="/feeds/{feed}.rss">"""


def _pagination(slug: str, number: int, last: int) -> str:
    def address(wanted: int) -> str:
        return f"/{slug}/" if wanted == 1 else f"/{slug}/?page={wanted}"

    numbers = "".join(
        f'<span class="pagination__current">{one}</span>'
        if one == number
        else f'<a class="pagination__number" href="{address(one)}">{one}</a>'
        for one in range(1, last + 1)
    )
    older = f'<a rel="next" class="pagination__next" href="{address(number + 1)}">Older</a>'
    following = older if number < last else ""
    return f'<div class="pagination-container"><div class="pagination-wrapper">{numbers}{following}</div></div>'
