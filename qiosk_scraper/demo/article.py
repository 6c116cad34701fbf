"""An article's page: the main post, split over two blocks or in one, as of today or of 2019, and what follows it."""

from __future__ import annotations

import json
from html import escape
from urllib.parse import quote

from qiosk_scraper.demo import HOME, SECTIONS
from qiosk_scraper.demo.body import body_html
from qiosk_scraper.demo.chrome import ad, image, nonce, page, shown_date, views
from qiosk_scraper.demo.head import SITE_NAME, article_head
from qiosk_scraper.demo.markup import inline_html
from qiosk_scraper.demo.related import block_html, photo_lines, related_blocks
from qiosk_scraper.demo.stories import SITE_ID, Edition, Person, Story

LAZY = ("runner", "box", "picture", "plain")


def article_html(story: Story, edition: Edition) -> str:
    """The whole page."""
    old = story.look.get("style") == "old"
    main = _old_post(story, edition) if old else _post(story, edition)
    below = "\n".join(block_html(block, edition, old=old) for block in related_blocks(story, edition))
    between = ad(f"{story.slug} below", edition.day)
    if story.label and not old and story.seed % 2:
        # Seen on pages' text: the label line once more between the main photo line and the first related post.
        between += f'<div class="text-element post-label">{escape(story.label, quote=False)}</div>'
    return page(
        article_head(story, edition.day),
        f"{main}\n{between}\n{below}",
        edition=edition,
        name=story.path,
        body_class=f"section-{story.section}",
        section=story.section,
        tail=_bootstrap(story, edition.day),
    )


def amp_html(story: Story, edition: Edition) -> str:
    """The AMP page: the same text in plain elements; its canonical link is the article."""
    return f"""<!doctype html><html amp lang="en"><head><meta charset="utf-8">
<title>{escape(story.headline, quote=False)} | {SITE_NAME}</title><link rel="canonical" href="{story.url}"></head>
<body><main class="amp-post"><h1>{escape(story.headline, quote=False)}</h1>
<div class="body-description">{body_html(story, edition, furniture=False)}</div></main></body></html>
"""


def _bootstrap(story: Story, day: int) -> str:
    if not story.look.get("bootstrap", True):
        return ""
    if story.look.get("style") == "old":
        return (
            "<script>var bootstrapUrl = '/res/bootstrap/data.js?post_id="
            f"{story.id}&site_id={SITE_ID}&resource_id=pp_{story.id}&mode=full';</script>"
        )
    facts = {
        "post": {"id": story.id, "sections": [SECTIONS[story.section]]},
        "resourceId": f"pp_{story.id}",
        "siteId": SITE_ID,
        "pageViews": views(story.path, day),
        "nonce": nonce(story.path, day),
        "fullBootstrapUrl": f"/res/bootstrap/data.js?site_id={SITE_ID}&resource_id=pp_{story.id}&post_id={story.id}",
    }
    return f"<script>window.REBELMOUSE_BOOTSTRAP_DATA = {json.dumps(facts).replace('&', chr(92) + 'u0026')};</script>"


def _post(story: Story, edition: Edition) -> str:
    look = story.look
    top = f"""{_google_cta(story)}{_headline(story)}
{_deck(story)}
{_label(story)}
{_authors(story)}<div class="social-date"><span class="social-date__text">{shown_date(story.published)}</span></div>
{_shares(story)}"""
    picture = _lead(story, edition.day)
    lines = _lines(story)
    below = look.get("caption_at", "below") == "below"
    bottom = f"""{"" if below else lines}
<div class="body js-expandable clearfix js-listicle-body css-listicle-body-{story.id}"
 data-headline="{escape(story.headline)}">
<div class="body-description">{body_html(story, edition)}</div></div>
{lines if below else ""}
{_shares(story)}
{_sections(story)}{_tags(story)}{_bio(story)}{_google_cta(story) * 2}"""
    head = f'<div class="widget__head">{picture}</div>'
    if look.get("main", "split") == "split":
        first = f'<div class="widget__body clearfix sm-mt-1">{top}</div><div class="widget__head"></div>'
        second = f'{head}<div class="widget__body clearfix sm-mt-1">{bottom}</div>'
        return _block(story, 0, first) + _block(story, 1, second)
    whole = f'<div class="widget__body sm-mt-1">{top}</div>{head}<div class="widget__body clearfix">{bottom}</div>'
    return _block(story, 0, whole)


def _block(story: Story, number: int, inside: str) -> str:
    current = ' data-source="current_post" data-source-type="current_post" data-attr-is_current_post="true"'
    source = current if story.look.get("source", True) else ' data-source="None" data-source-type="none"'
    return f"""<div class="mb-2 post-head main-post-head" id="sPost_Default_Page_0_0_{number}">
<div class="posts-custom posts-custom-section section-holder clearfix" data-block="None"
 data-format="posts-custom"{source} data-source-unique="true" data-section-id="" data-has-more="false" data-attr-v="2"
 data-attr-posts_id="sPost_Default_Page_0_0_{number}"
 data-attr-all_element_order="headline,subheadline,section,author,date,body,photo_caption,photo_credit,tags">
<div class="posts-wrapper clearfix">
<div class="widget post-partial{_tag_classes(story)}" data-category="{escape(story.section_name)}">
<article elid="{story.id}" data-frozen-sections="[]" class="clearfix image-article sm-mb-1 quality-HD post-{story.id}">
<div class="row px10"><div class="rm-col-center col sm-mb-1" style="width:100.0%;">{inside}</div></div>
</article></div></div></div></div>
"""


def _tag_classes(story: Story) -> str:
    return "".join(f" tag-{tag_slug(tag)}" for tag in story.tags)


def tag_slug(tag: str) -> str:
    """A tag as it stands in addresses: ASCII letters and hyphens."""
    return quote("-".join(tag.lower().split()))


def _headline(story: Story) -> str:
    text = escape(story.headline, quote=False)
    if story.look.get("headline", "span") == "a":
        inner = (
            f'<a class="widget__headline-text" href="{story.url}" aria-label="{escape(story.headline)}"'
            f' data-type="text">\n        {text}\n    </a>'
        )
    else:
        inner = f'<span class="widget__headline-text custom-post-headline" data-type="text">\n{text}\n</span>'
    return f'<h1 class="widget__headline h1">\n{inner}\n</h1>'


def _deck(story: Story) -> str:
    if not story.dek:
        return ""
    text = inline_html(story.dek, lambda slug: slug)
    form = story.look.get("deck", "p")
    if form == "p":
        # The parser trap: a paragraph inside the heading.
        return f'<div class="widget__subheadline"><h2 class="widget__subheadline-text h2"><p>{text}</p></h2></div>'
    if form == "h4":
        return f'<div class="widget__subheadline"><h4 class="widget__subheadline-text h4">{text}</h4></div>'
    return f'<div class="widget__subheadline"><h2 class="widget__subheadline-text h2">{text}</h2></div>'


def _label(story: Story) -> str:
    if not story.label:
        return ""
    form = story.look.get("label", "links")
    parts = [escape(part.strip(), quote=False) for part in story.label.split("|")]
    whole = " | ".join(parts)
    if form == "one":
        return f'<a class="widget__section" href="/{story.section}/">{whole}</a>'
    if form == "span":
        return f'<span class="widget__section">{whole}</span>'
    anchors = [
        f'<a class="widget__section rm-stats-tracked" href="/{story.section}/">{part}</a>'
        if part == escape(story.section_name, quote=False)
        else f'<a class="widget__section rm-stats-tracked" href="/tag/{part.lower()}/">{part}</a>'
        for part in parts
    ]
    return f'<div class="label-line">{" | ".join(anchors)}</div>'


def byline(story: Story) -> str:
    """The byline as printed on the page."""
    names = [author.name for author in story.authors]
    if story.look.get("style") != "old" and story.look.get("by") != "line":
        return ", ".join(names)
    return "By " + (" and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])} and {names[-1]}")


def _authors(story: Story) -> str:
    if story.look.get("by") == "line":
        linked = [_author_link(author) for author in story.authors]
        joined = " and ".join(linked) if len(linked) < 3 else f"{', '.join(linked[:-1])} and {linked[-1]}"
        return f'<div class="post-author-list"><div class="social-author clearfix">By {joined}</div></div>'
    return "".join(
        f'<div class="social-author clearfix"><div class="social-author__avatar image"></div>{_author_link(author)}'
        "</div>\n"
        for author in story.authors
    )


def _author_link(author: Person) -> str:
    name = escape(author.name)
    return f'<a class="social-author__name rm-stats-tracked" href="{author.url}" data-type="text">{name}</a>'


def _lead(story: Story, day: int) -> str:
    if story.look.get("video"):
        return (
            '<div class="widget__video" data-type="video"><iframe width="100%" title="Video"'
            f' data-runner-src="https://video.example/embed/{story.id}"></iframe></div>'
        )
    if not story.photo:
        return ""
    return image(story.photo, day, str(story.look.get("lazy", LAZY[story.seed % 4])))


def _lines(story: Story) -> str:
    if story.photo and story.photo.below and story.look.get("caption_p"):
        return photo_lines(story).replace(
            f">{escape(story.photo.below, quote=False)}<", f"><p>{escape(story.photo.below, quote=False)}</p><"
        )
    return photo_lines(story)


def _shares(story: Story) -> str:
    return (
        '<div class="widget__shares share-panel">'
        f'<a class="share share-fb" data-track-share="Facebook" href="https://social.example/share?u={quote(story.url)}">'
        'Share on Facebook</a> <a class="share share-copy-link" title="Copy this link to clipboard" '
        f'href="{story.url}">Copy link</a></div>'
    )


def _google_cta(story: Story) -> str:
    if story.seed % 3:
        return ""
    icon = '<img alt="google cta" src="/static/google-cta.png">'
    return f'<a class="google-cta" href="https://news.example/follow">{icon}</a>'


def _sections(story: Story) -> str:
    if not story.also_in:
        return ""
    links = "".join(
        f'<a href="{HOME}{slug}/" class="rm-stats-tracked">{escape(SECTIONS[slug])}</a>'
        for slug in (story.section, *story.also_in)
    )
    return f'<div class="all-related-sections">{links}</div>'


def _tags(story: Story) -> str:
    if not story.tags or not story.look.get("tags", True):
        return ""
    links = "".join(f'<a class="tags__item" href="/tag/{tag_slug(tag)}/">{escape(tag)}</a> ' for tag in story.tags)
    return f'<div class="tags">{links}</div>'


def _bio(story: Story) -> str:
    boxes = "".join(
        f'<div class="author-bio"><a class="social-author__name" href="{author.url}">{escape(author.name)}</a>'
        f'<div class="social-author__bio">{escape(author.bio)}</div></div>'
        for author in story.authors
        if author.bio
    )
    return f'<div class="post-author-bios">{boxes}</div>' if boxes and story.seed % 2 else ""


def _old_post(story: Story, edition: Edition) -> str:
    """The main post as pages of 2019 have it: no `current_post`, no `post-partial`, `h1.headline`."""
    authors = " and ".join(
        f'<span class="post-author"><a class="post-author__name" href="{author.url}">{escape(author.name)}</a></span>'
        for author in story.authors
    )
    name = escape(story.section_name)
    section = f'<a class="widget__section" href="/{story.section}/">{name}</a>' if story.label else ""
    return f"""<div class="posts-custom posts-custom-section section-holder clearfix" data-block="None"
 data-format="posts-custom"><div class="posts-wrapper clearfix">
<div class="widget{_tag_classes(story)}" elid="{story.id}" data-category="{name}">
<article elid="{story.id}" class="clearfix image-article sm-mb-1 quality-HD post-{story.id}">
<div class="row px10"><div id="col-center" class="col"><div class="widget__body clearfix sm-mt-1">{section}
<div class="headline-container"><h1 class="headline">{escape(story.headline, quote=False)}</h1></div>
{_deck(story)}
<div class="post-author-list">By {authors}</div><span class="post-date">{shown_date(story.published)}</span></div>
<div class="widget__head">{_lead(story, edition.day)}{_lines(story)}</div>
<div class="widget__body clearfix sm-mt-1"><div class="body js-expandable clearfix js-listicle-body">
<div class="body-description">{body_html(story, edition)}</div></div>{_shares(story)}{_tags(story)}</div>
</div></div></article></div></div></div>"""
