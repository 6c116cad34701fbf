"""A story's body as the CMS prints it: paragraphs, shortcodes, and the ads and empty paragraphs between them."""

from __future__ import annotations

from html import escape

from qiosk_scraper.demo.chrome import PLACEHOLDER, ad
from qiosk_scraper.demo.markup import Piece, Resolve, cells, inline_html, pieces
from qiosk_scraper.demo.stories import Edition, Picture, Story

_EMPTY = ("<p><br></p>", "<p>&#xA0;</p>", "<p><span>\n</span></p>")


def resolver(edition: Edition) -> Resolve:
    """Gives an article's address for its slug; KeyError for a slug that no story has."""
    return lambda slug: edition.by_slug[slug].url if slug in edition.by_slug else _absent(slug)


def _absent(slug: str) -> str:
    # A link stays in the text when its article is not there (taken down, or not yet written).
    from qiosk_scraper.demo.stories import DAYS, edition

    for day in DAYS:
        if found := edition(day).by_slug.get(slug):
            return found.url
    raise KeyError(f"no story has the slug {slug!r}")


def body_html(story: Story, edition: Edition, *, furniture: bool = True) -> str:
    """What stands inside `.body-description`. Without `furniture` (feeds) no ads and empty paragraphs."""
    resolve = resolver(edition)
    parts: list[str] = []
    for position, piece in enumerate(pieces(story.body), start=1):
        parts.append(_piece_html(piece, position, story, edition, resolve))
        if furniture and position == 2 + story.seed % 2:
            parts.append(ad(f"{story.slug} in body", edition.day))
        if furniture and position == 4:
            parts.append(_EMPTY[story.seed % 3])
    if furniture and story.seed % 4 == 0:
        parts.append('<span class="js-scroll-trigger"></span><div id="utm_campaign"></div>')
    return "\n".join(parts)


def _piece_html(piece: Piece, position: int, story: Story, edition: Edition, resolve: Resolve) -> str:
    lines = [inline_html(line, resolve) for line in piece.lines]
    text = lines[0]
    if piece.kind in ("ul", "ol"):
        return f"<{piece.kind}>" + "".join(f"<li>{line}</li>" for line in lines) + f"</{piece.kind}>"
    if piece.kind == "table":
        rows = [cells(row) for row in piece.lines]
        head = "".join(f"<th>{inline_html(cell, resolve)}</th>" for cell in rows[0])
        rest = "".join(
            "<tr>" + "".join(f"<td>{inline_html(cell, resolve)}</td>" for cell in row) + "</tr>" for row in rows[1:]
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rest}</tbody></table>"
    if piece.kind == "aside":
        return _aside(piece.lines[0], story, edition)
    if piece.kind == "bare":
        return f"\n{text}\n"
    if piece.kind == "quote":
        return f"<blockquote><p>{text}</p></blockquote>"
    if piece.kind == "pull_quote":
        return f'<p class="pull-quote">{text}</p>'
    if piece.kind in ("h2", "h3"):
        return f"<{piece.kind}>{text}</{piece.kind}>"
    opening = '<p class="drop-caps">' if position == 1 and story.seed % 5 == 0 else "<p>"
    return f"{opening}{text}</p>"


def _aside(words: str, story: Story, edition: Edition) -> str:
    kind, _, rest = words.partition(" ")
    if kind == "photo":
        return _inline_photo(story.images[int(rest) - 1], story, edition.day)
    if kind == "video":
        return _video(story)
    if kind == "post":
        return (
            '<div class="rm-embed embed-media"><blockquote class="twitter-tweet"><p lang="en" dir="ltr">'
            f'{escape(rest)}</p>— Saltmarrow Harbour Office (@saltmarrowport) <a href="https://chirp.example/1">'
            "March 2, 2025</a></blockquote></div>"
        )
    if kind == "ad":
        return ad(f"{story.slug} aside", edition.day)
    if kind == "hr":
        return '<hr class="horizontal-rule">'
    if kind == "shares":
        return (
            '<div class="body-share-wrap"><span>Share this story</span><a class="share share-fb" '
            f'href="https://social.example/share?u={story.url}">Facebook</a></div>'
        )
    if kind == "empty":
        return "<p><br></p>"
    raise ValueError(f"{story.slug}: unknown aside {words!r}")


def _inline_photo(picture: Picture, story: Story, day: int) -> str:
    number = f"{picture.number:032x}"
    small = "".join(
        f'<small class="image-media {kind}" placeholder="{hint}">\n            {escape(words)}\n        </small>'
        for kind, hint, words in (
            ("media-caption", "Add Photo Caption...", picture.below),
            ("media-photo-credit", "Add Photo Credit...", picture.by),
        )
        if words
    )
    resized = picture.number % 2 == 0
    outer = "shortcode-media shortcode-media-rebelmouse-image"
    inner = "rm-shortcode"
    if resized:
        outer, inner = f"{outer} rm-resized-container rm-float-left", f"{inner} rm-resized-image"
    source = (
        f'src="{PLACEHOLDER}" data-runner-src="{escape(picture.sized(day, 980))}"'
        if story.seed % 2
        else f'loading="lazy" src="{escape(picture.sized(day, 980))}"'
    )
    return (
        f'<p class="{outer}">\n<img alt="{escape(picture.alt)}" class="{inner}" data-rm-shortcode-id="{number}"'
        f' data-rm-shortcode-name="rebelmouse-image" id="{number[-5:]}" {source}>\n{small}\n</p>'
    )


def _video(story: Story) -> str:
    return (
        '<p class="shortcode-media shortcode-media-youtube"><span class="rm-shortcode" '
        f'data-rm-shortcode-id="{story.seed:032x}" style="display:block;position:relative">'
        f'<iframe frameborder="0" width="100%" data-runner-src="https://video.example/embed/{story.id}?rel=0">'
        '</iframe></span><small class="image-media media-caption" placeholder="Add Photo Caption...">'
        "Watch: two minutes on the water.</small></p>"
    )
