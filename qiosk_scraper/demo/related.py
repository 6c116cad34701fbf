"""The posts below an article ("keep reading … Show less") and the cards on listings, in every shape the CMS has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from qiosk_scraper.demo.body import body_html
from qiosk_scraper.demo.chrome import image, shown_date
from qiosk_scraper.demo.markup import pieces, plain
from qiosk_scraper.demo.stories import SITE_ID, Edition, Story

SHAPES = ("template", "script", "cards")
MORE = "More from the Ledger"
"""Heading of the second block of related posts."""


@dataclass(frozen=True, slots=True)
class RelatedBlock:
    name: str | None
    """The heading printed above it, if there is one."""
    shape: str
    source: str
    stories: tuple[Story, ...]


def related_blocks(story: Story, edition: Edition) -> list[RelatedBlock]:
    """The blocks below an article, filled when the page is served: often newer posts, of other sections and people.

    The second day shows the same posts in another order.
    """
    others = [other for other in edition.listed if other.path != story.path]
    chosen: list[Story] = []
    picks = (story.seed % 3, 3 + story.seed % 17, 20 + story.seed % 13)
    for pick in picks:
        candidate = others[pick % len(others)]
        if candidate not in chosen:
            chosen.append(candidate)
    if edition.day == 2:
        chosen = chosen[1:] + chosen[:1]
    shape = str(story.look.get("related", SHAPES[story.seed % 3]))
    found = [RelatedBlock(None, shape, "current_page", tuple(chosen))]
    if story.seed % 3 == 1:
        rest = [other for other in others if other not in chosen and other.section != story.section]
        start = story.seed % (len(rest) - 2)
        found.append(RelatedBlock(MORE, "cards", "filtered_site", tuple(rest[start : start + 2])))
    return found


def excerpt(story: Story) -> list[str]:
    """The first two paragraphs, shown before the reader asks for more."""
    return [plain(piece.lines[0]) for piece in pieces(story.body) if piece.kind == "paragraph"][:2]


def block_html(block: RelatedBlock, edition: Edition, *, old: bool = False) -> str:
    """One `posts-custom` block of related posts."""
    widgets = "\n".join(
        card(story, edition, old=old) if block.shape == "cards" else _keep_reading(story, block.shape, edition, old=old)
        for story in block.stories
    )
    title = f'<div class="text-element related-title">{escape(block.name)}</div>' if block.name else ""
    section = "section_2" if block.source == "current_page" else "section_3"
    return f"""{title}<div class="mb-2 post-head scroll-post related" id="sPost_Default_Page_0_0_5_{section}">
<div class="posts-custom posts-custom-section section-holder clearfix" data-block="{section}"
 data-format="posts-custom"
 data-source="{block.source}" data-source-type="page" data-source-unique="true" data-has-more="true"
 data-attr-use_smart_keep_reading="true" data-attr-show_more_button_text="keep reading"
 data-attr-without_current="true"
 data-attr-limit="{len(block.stories)}" data-attr-posts_id="sPost_Default_Page_0_0_5_{section}">
<div class="posts-wrapper clearfix">
{widgets}
</div></div></div>"""


def label(story: Story) -> str:
    """The label a listed post carries: its section alone, never the kind of text."""
    return story.section_name


def _headline(story: Story, *, old: bool, tag: str = "h2") -> str:
    tag = "h1" if old else tag
    return (
        f'<{tag} class="widget__headline {tag}">\n<a class="widget__headline-text custom-post-headline"'
        f' href="{story.url}" aria-label="{escape(story.headline)}" data-type="text">\n'
        f"        {escape(story.headline, quote=False)}\n    </a></{tag}>"
    )


def photo_lines(story: Story) -> str:
    """Caption and credit as printed, or nothing."""
    if not story.photo:
        return ""
    lines = ""
    if story.photo.below:
        lines += f'<div class="photo-caption">{escape(story.photo.below, quote=False)}</div>'
    if story.photo.by:
        lines += f'<div class="photo-credit">\n        {escape(story.photo.by, quote=False)}\n    </div>'
    return lines


def _picture(story: Story, day: int, form: str) -> str:
    if not story.photo:
        return ""
    # Pictures without words of their own carry the headline as alt text.
    alt = story.photo.alt or story.headline
    return (
        f'<div class="widget__head"><a href="{story.url}" aria-label="{escape(story.headline)}">'
        f"{image(story.photo, day, form, width=800, alt=alt)}</a></div>"
    )


def _section_link(story: Story) -> str:
    return f'<a class="widget__section" href="/{story.section}/">{escape(label(story))}</a>'


def _author(story: Story) -> str:
    return "".join(
        f'<div class="social-author clearfix"><a class="social-author__name" href="{author.url}" data-type="text">'
        f"{escape(author.name)}</a></div>"
        for author in story.authors
    )


def _keep_reading(story: Story, shape: str, edition: Edition, *, old: bool) -> str:
    brief = "".join(f"<p>{escape(text, quote=False)}</p>" for text in excerpt(story))
    rest = body_html(story, edition, furniture=False)
    if shape == "script":
        hidden = (
            f'<div class="js-appear-on-expand"><script type="keep-reading-content">\n{escape(rest)}\n</script></div>'
        )
        on_body = (
            f' data-elid="{story.id}" data-authors="{escape(", ".join(a.name for a in story.authors))}"'
            f' data-headline="{escape(story.headline)}"'
        )
        update = " js-update-url"
    else:
        hidden = f'<div class="js-appear-on-expand"><template>{rest}</template></div>'
        hidden = f'<div class="content-container"></div>{hidden}'
        on_body = update = ""
    mark = (
        f'<span data-elid="{story.id}" data-post-url="{story.url}" data-headline="{escape(story.headline)}"></span>'
        if shape == "template"
        else ""
    )
    return f"""<div class="widget" elid="{story.id}" data-category="{escape(story.section_name)}">
<article elid="{story.id}" data-is-frozen="false" class="clearfix image-article sm-mb-1 quality-HD post-{story.id}">
<div class="row px10"><div class="rm-col-center col sm-mb-1">
{_picture(story, edition.day, "box" if shape == "template" else "runner")}
<div class="widget__body clearfix sm-mt-1">
{photo_lines(story)}
{_headline(story, old=old)}
{_section_link(story)}
{_author(story)}<div class="social-date"><span class="social-date__text">{shown_date(story.published)}</span></div>
<div class="body js-expandable clearfix js-listicle-body{update} css-listicle-body-{story.id}"{on_body}>
<div class="body-description"><div class="widget__brief">{brief}</div>
{hidden}
<div class="widget__show-more with-primary-color js-keep-reading">
<span class="show-more js-expand">keep reading</span><span
 class="show-less js-contract">Show less</span></div></div></div>
{mark}</div></div></div></article></div>"""


def card(story: Story, edition: Edition, *, old: bool = False, dek: bool = False, brief: bool = False) -> str:
    """A listed post without a body: picture, photo lines, section, headline, and dek or first words if asked."""
    deck = ""
    if dek and story.dek:
        text = escape(plain(story.dek), quote=False)
        deck = f'<div class="widget__subheadline"><h2 class="widget__subheadline-text h2">{text}</h2></div>'
    words = (
        '<div class="body js-expandable clearfix"><div class="body-description"><div class="widget__brief">'
        f"<p>{escape(excerpt(story)[0], quote=False)}</p></div></div></div>"
        if brief
        else ""
    )
    return f"""<div class="widget" elid="{story.id}" data-category="{escape(story.section_name)}">
<article elid="{story.id}" data-frozen-sections="[]" class="clearfix image-article sm-mb-1 quality-HD post-{story.id}">
<div class="row px10"><div class="rm-col-center col sm-mb-1">{_picture(story, edition.day, "runner")}
<div class="widget__body clearfix sm-mt-1">{_section_link(story)}{_headline(story, old=old)}{deck}
{_author(story)}<div class="social-date"><span class="social-date__text">{shown_date(story.published)}</span></div>
{photo_lines(story)}{words}</div></div></div></article></div>"""


def listing_html(stories: Sequence[Story], edition: Edition, source: str) -> str:
    """The block of posts that a section page is made of."""
    cards = "\n".join(
        card(story, edition, dek=position % 2 == 0, brief=position % 3 == 1) for position, story in enumerate(stories)
    )
    return f"""<div class="posts-custom posts-custom-section section-holder clearfix listing" data-block="section_1"
 data-format="posts-custom" data-source="{source}" data-source-type="section" data-has-more="true"
 data-attr-posts_id="sSection_0_0_2" data-site-id="{SITE_ID}"><div class="posts-wrapper clearfix">
{cards}
</div></div>"""
