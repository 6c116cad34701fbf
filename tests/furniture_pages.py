"""One invented article in three kinds of markup: RebelMouse's, plain schema.org, and what anybody's own program prints.

`Story` is what the newsroom wrote, `Furniture` what the site puts around it and between its lines.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from qiosk_scraper.outlet import Outlet

HOME = "http://lantern.example"
OUTLET = Outlet(slug="lantern", name="The Fenwick Lantern", home_url=HOME + "/")
URL = f"{HOME}/city/tram-depot/"


@dataclass(frozen=True)
class Story:
    """What the newsroom wrote. Paragraphs are HTML."""

    headline: str = "Tram depot to stay open through the winter"
    dek: str = "The council found the money in a fund nobody had looked at since 2011."
    kicker: str = "Transport"
    authors: tuple[tuple[str, str], ...] = (("Orla Finch", "/author/orla-finch/"), ("Davit Sorel", "/author/d-sorel/"))
    published: str = "2025-03-04T07:30:00+00:00"
    paragraphs: tuple[str, ...] = (
        "The tram depot on Millrace Street will stay open until the end of March, the council decided on Tuesday "
        "evening after a debate of almost four hours.",
        'Money for it comes from <a href="/city/bridge-fund/">a fund for bridges</a> that had not been touched since '
        "2011, as the treasurer told a surprised chamber.",
        "“We did not hide it,” she said. “Nobody asked, and so it lay there with its interest.”",
        "Drivers had planned to leave their trams at the terminus overnight, where two of them were painted over in "
        "January and one was found with a nest in its bell.",
        "The depot was built in 1907 for twelve trams; forty-one sleep there now, some of them end to end.",
    )
    subheading: str = "A fund from the flood years"
    caption: str = "Trams wait at the Millrace Street depot on Monday."
    credit: str = "Ines Falk / Fenwick Lantern"
    second_caption: str = "The bell in question."
    second_credit: str = "Davit Sorel"
    correction: str = ""


@dataclass(frozen=True)
class Furniture:
    """What the site puts around it, and changes from one answer to the next."""

    modified: str = "2025-03-04T09:00:00+00:00"
    nonce: str = "a81f33c2"
    csrf: str = "tok-5512ac"
    views: int = 1204
    shares: int = 41
    comments: int = 7
    ago: str = "3 hours ago"
    related: tuple[str, ...] = ("bridge-fund", "night-bus", "bell-thief", "terminus-paint")
    most_read: tuple[str, ...] = ("rain-record", "mayor-hat", "canal-swim")
    latest: tuple[str, ...] = ("fog-warning", "school-lunch")
    ads: tuple[str, ...] = ("top", "middle", "end")
    ad_text: str = "Advertisement"
    newsletter: str = "Get The Morning Wick, our letter about the city, every day at six."
    image_query: str = "?width=1200&quality=85"
    image_folder: str = "/media"
    image_width: int = 1200
    indent: str = ""
    break_lines: bool = False
    banner: str = ""
    ticker: str = "Fog on the river until noon"
    cookie_note: str = "We use cookies to count you."
    class_suffix: str = "x1"
    version: str = "4.18.0"
    copyright_year: int = 2025
    editors_pick: str = "rain-record"
    login: str = "Sign in"
    share_first: bool = False
    comment_list: tuple[str, ...] = ("I take the tram to work and I have never been so early.",)
    experiment: str = "A"
    empty_paragraphs: int = 0
    print_link: bool = True
    read_also: str = "bell-thief"
    updated: str = "Updated 2 hours ago"
    reading_time: str = "3 min read"
    meter: str = "You have 4 free articles left this month."
    likes: int = 12
    bio: str = "Orla Finch has covered the trams since 2019."
    tags: tuple[str, ...] = ("trams", "budget")
    tab_title: str = ""
    """Stands before the title: `(2) `."""
    invisible: bool = False
    """Soft hyphens, zero-width and no-break spaces among the words."""
    link_style: str = "short"
    lazy: bool = False
    poll: str = "61 % yes, 39 % no"
    weather: str = "9 °C"


TITLES = {
    "bridge-fund": "The fund for bridges and what is in it", "night-bus": "Night bus to the old town is back",
    "bell-thief": "A bell disappears from tram nine", "terminus-paint": "Who paints the trams at the terminus?",
    "rain-record": "Wettest February since the gauge was put up", "mayor-hat": "The mayor's hat is found",
    "canal-swim": "Canal swim moved to June", "fog-warning": "Fog warning for the lower town",
    "school-lunch": "School lunches to cost less", "ferry-strike": "Ferry crews vote on a strike",
    "museum-roof": "Museum roof is tight at last", "tower-clock": "Tower clock runs slow by design",
}  # fmt: skip


def link(slug: str) -> str:
    return f'<a href="{HOME}/city/{slug}/">{escape(TITLES[slug], quote=False)}</a>'


def _list(slugs: tuple[str, ...]) -> str:
    return "".join(f"<li>{link(slug)}</li>" for slug in slugs)


def _paragraphs(story: Story, furniture: Furniture, between: dict[int, str]) -> str:
    """The body's elements; `between` is what stands after the n-th paragraph."""
    parts = []
    for number, text in enumerate(story.paragraphs, 1):
        broken = text.replace(", ", ",\n        ").replace(". ", ".\n  ") if furniture.break_lines else text
        if furniture.invisible:
            broken = broken.replace("council", "coun\u00adcil").replace("depot on", "depot\u00a0on")
            broken = broken.replace("terminus overnight", "termi\u200bnus overnight")
        if furniture.link_style == "long":
            broken = broken.replace('<a href="/', f'<a target="_blank" rel="noopener" href="{HOME}/').replace(
                '-fund/"', f'-fund/?utm_source=body&amp;sid={furniture.nonce}#top"'
            )
        parts.append(f"<p>{broken}</p>")
        parts.append(between.get(number, ""))
    parts += ["<p>&nbsp;</p>"] * furniture.empty_paragraphs
    return f"\n{furniture.indent}".join(parts)


def _image(furniture: Furniture, name: str) -> str:
    signed = furniture.image_query.replace("SIGNED", f"{sum(map(ord, name)) * 7_919_317:x}")
    return f"{furniture.image_folder}/{name}.jpg{signed}"


def _img(furniture: Furniture, name: str, **attributes: object) -> str:
    said = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    address = escape(_image(furniture, name))
    if furniture.lazy:
        return f'<img class="lazyload" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="{address}" {said}>'
    return f'<img src="{address}" {said}>'


def _about(furniture: Furniture) -> str:
    """What stands between byline and text."""
    return (
        f'<div class="article-meta"><span class="updated">{furniture.updated}</span> '
        f'<span class="reading-time">{furniture.reading_time}</span></div>'
        f'<div class="paywall-meter">{furniture.meter}</div>'
    )


def _below(furniture: Furniture) -> str:
    """What stands below the text."""
    tags = "".join(f'<a rel="tag" href="/tag/{tag}/">{tag}</a>' for tag in furniture.tags)
    return f'<div class="author-bio"><p>{furniture.bio}</p></div><div class="tags">{tags}</div>'


def _embedded(furniture: Furniture) -> str:
    return (
        '<blockquote class="social-embed twitter-tweet"><p>The bell is back.</p>— Fenwick Trams '
        f'<a href="https://chirp.example/9">March 3</a> <span>{furniture.likes} likes</span></blockquote>'
    )


def _read_also(furniture: Furniture) -> str:
    """What a program puts between the paragraphs, where the newsroom's own program is not RebelMouse."""
    return (
        f"<p><strong>Read also: {link(furniture.read_also)}</strong></p>"
        f'<div class="poll"><p>Should trams sleep outside?</p><p>{furniture.poll}</p></div>'
    )


def _machine(story: Story, furniture: Furniture) -> str:
    said = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline,
        "description": story.dek, "datePublished": story.published, "dateModified": furniture.modified,
        "author": [{"@type": "Person", "name": name, "url": HOME + url} for name, url in story.authors],
        "image": {
            "@type": "ImageObject", "url": HOME + _image(furniture, "depot"), "width": furniture.image_width,
            "caption": story.caption, "creditText": story.credit,
        },
        "articleSection": story.kicker, "commentCount": furniture.comments, "mainEntityOfPage": URL,
        "interactionStatistic": {
            "@type": "InteractionCounter", "interactionType": "https://schema.org/ShareAction",
            "userInteractionCount": furniture.shares,
        },
        "copyrightYear": furniture.copyright_year, "publisher": {"@type": "Organization", "name": OUTLET.name},
    }  # fmt: skip
    return json.dumps(said, indent=4 if furniture.break_lines else None)


def _meta(story: Story, furniture: Furniture) -> str:
    return f"""<title>{furniture.tab_title}{escape(story.headline)} | The Fenwick Lantern</title>
<link rel="canonical" href="{URL}">
<meta property="og:type" content="article"><meta property="og:title" content="{escape(story.headline)}">
<meta property="og:description" content="{escape(story.dek)}">
<meta property="og:image" content="{HOME}{escape(_image(furniture, "depot"))}">
<meta property="article:published_time" content="{story.published}">
<meta property="article:modified_time" content="{furniture.modified}">
<meta name="csrf-token" content="{furniture.csrf}"><meta name="generator-version" content="{furniture.version}">"""


def _ad(furniture: Furniture, place: str) -> str:
    if place not in furniture.ads:
        return ""
    return (
        f'<div class="ad-slot ad-{place}" id="div-gpt-ad-{furniture.nonce}-{place}" data-nonce="{furniture.nonce}">'
        f"<span>{furniture.ad_text}</span></div>"
    )


def _newsletter(furniture: Furniture) -> str:
    return (
        f'<div class="newsletter-signup"><h3>Newsletter</h3><p>{furniture.newsletter}</p>'
        f'<form action="/letters/" method="post"><input type="hidden" name="csrf" value="{furniture.csrf}">'
        '<input type="email" name="email"><button>Subscribe</button></form></div>'
    )


def _shares(furniture: Furniture) -> str:
    return (
        '<div class="share-bar social-share"><a class="share" href="https://social.example/share">Share</a> '
        f'<span class="share-count">{furniture.shares} shares</span> <span class="views">{furniture.views} views</span>'
        + ('<a class="print" href="?print=1">Print</a>' if furniture.print_link else "")
        + "</div>"
    )


def _comments(furniture: Furniture) -> str:
    said = "".join(f'<li class="comment"><p class="comment-text">{one}</p></li>' for one in furniture.comment_list)
    return f'<section class="comments" id="comments"><h2>{furniture.comments} comments</h2><ol>{said}</ol></section>'


def _top(furniture: Furniture) -> str:
    banner = f'<div class="breaking-banner" role="alert">{furniture.banner}</div>' if furniture.banner else ""
    return f"""{banner}<div class="cookie-banner consent" role="dialog"><p>{furniture.cookie_note}</p></div>
<header class="site-header css-{furniture.class_suffix}"><a href="/">The Fenwick Lantern</a>
<div class="ticker">{furniture.ticker}</div><div class="weather">{furniture.weather}</div>
<a class="login" href="/login?next={furniture.nonce}">{furniture.login}</a>
<nav><a href="/city/">City</a> <a href="/sport/">Sport</a></nav></header>"""


def _bottom(furniture: Furniture) -> str:
    return f"""<footer class="site-footer">
<p>© {furniture.copyright_year} The Fenwick Lantern, 2 Wick Lane.</p></footer>
<script nonce="{furniture.nonce}">window.__STATE__ = {{"experiment": "{furniture.experiment}", "views":
{furniture.views}, "build": "{furniture.version}"}};</script>"""


def _aside(furniture: Furniture) -> str:
    return f"""<aside class="sidebar"><section class="most-read"><h2>Most read</h2><ol>{_list(furniture.most_read)}</ol>
</section><section class="latest"><h2>Latest</h2><ul>{_list(furniture.latest)}</ul></section>
<section class="pick"><h2>Editors' pick</h2>{link(furniture.editors_pick)}</section></aside>"""


# -- three kinds of markup -------------------------------------------------------------------------------------------


def schema_org(story: Story, furniture: Furniture) -> str:
    """JSON-LD in the head, one `article` element, a figure above the body."""
    names = " and ".join(f'<a rel="author" href="{url}">{name}</a>' for name, url in story.authors)
    second = (
        f"<figure>{_img(furniture, 'bell', width=800, height=600, alt='')}<figcaption>"
        f"{story.second_caption} Photo: {story.second_credit}</figcaption></figure>"
    )
    between = {
        1: _ad(furniture, "top") + f"<h2>{story.subheading}</h2>", 2: second + _newsletter(furniture),
        3: _ad(furniture, "middle")
        + f'<aside class="related-inline"><h3>Related</h3><ul>{_list(furniture.related[:2])}</ul></aside>',
        4: _read_also(furniture) + _embedded(furniture),
    }  # fmt: skip
    correction = f'<p class="correction">Correction: {story.correction}</p>' if story.correction else ""
    shares = _shares(furniture)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{_meta(story, furniture)}
<script type="application/ld+json">{_machine(story, furniture)}</script></head>
<body class="page-{furniture.class_suffix}" data-nonce="{furniture.nonce}">{_top(furniture)}
<main><article class="story css-{furniture.class_suffix}"><header class="story-header">
<p class="kicker">{story.kicker}</p><h1>{story.headline}</h1><p class="dek">{story.dek}</p>
<p class="byline">By {names}</p>
<p class="dateline"><time datetime="{story.published}">{furniture.ago}</time></p></header>{_about(furniture)}
{shares if furniture.share_first else ""}
<figure class="lead">{_img(furniture, "depot", width=furniture.image_width, alt="Depot")}
<figcaption>{story.caption} <span class="credit">Photo: {story.credit}</span></figcaption></figure>
<div class="story-body">{_paragraphs(story, furniture, between)}{correction}</div>{_below(furniture)}
{"" if furniture.share_first else shares}{_ad(furniture, "end")}</article>
<section class="related"><h2>More on this</h2><ul>{_list(furniture.related)}</ul></section>
{_comments(furniture)}</main>{_aside(furniture)}{_bottom(furniture)}</body></html>"""


def generic(story: Story, furniture: Furniture) -> str:
    """No structured data but a few meta tags; divisions with classes of the site's own making."""
    names = " and ".join(name for name, _ in story.authors)
    second = (
        f'<div class="img-box">{_img(furniture, "bell", width=800, height=600, alt="")}'
        f'<div class="img-text caption">{story.second_caption} <span class="credit">Photo: {story.second_credit}</span>'
        "</div></div>"
    )
    between = {
        1: f"<h3>{story.subheading}</h3>" + _ad(furniture, "top"), 2: second,
        3: _ad(furniture, "middle") + _newsletter(furniture) + _read_also(furniture),
        4: f'<div class="related-stories"><h4>Related stories</h4><ul>{_list(furniture.related[:3])}</ul></div>'
        + _embedded(furniture),
    }  # fmt: skip
    correction = f'<p class="correction"><em>Correction: {story.correction}</em></p>' if story.correction else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{_meta(story, furniture)}
<meta name="author" content="{escape(names)}"></head><body>{_top(furniture)}
<div id="wrap" class="w-{furniture.class_suffix}"><div class="content">
<div class="label section-label">{story.kicker}</div>
<h1 class="title">{story.headline}</h1><h2 class="subtitle">{story.dek}</h2>
<div class="byline author">By {names}</div>
<div class="posted" title="{story.published}">Posted {furniture.ago}</div>{_about(furniture)}{_shares(furniture)}
<div class="img-box lead">{_img(furniture, "depot", width=furniture.image_width, height=800, alt="Depot")}
<div class="caption">{story.caption} <span class="credit">Photo: {story.credit}</span></div></div>
<div class="text entry-content" data-views="{furniture.views}">
{_paragraphs(story, furniture, between)}{correction}</div>{_below(furniture)}
{_ad(furniture, "end")}<div class="related-posts"><h3>You may also like</h3><ul>{_list(furniture.related)}</ul></div>
{_comments(furniture)}</div><div class="side">{_aside(furniture)}</div></div>{_bottom(furniture)}</body></html>"""


def rebelmouse(story: Story, furniture: Furniture) -> str:
    """A RebelMouse post page: widgets, shortcodes, lists of posts after it."""
    authors = "".join(
        f'<div class="social-author clearfix"><a class="social-author__name" href="{url}">{name}</a></div>'
        for name, url in story.authors
    )
    second = (
        '<p class="shortcode-media shortcode-media-rebelmouse-image"><img class="rm-shortcode" alt="" '
        f'data-rm-shortcode-name="rebelmouse-image" src="{escape(_image(furniture, "bell"))}">'
        f'<small class="image-media media-caption" placeholder="Add Photo Caption...">{story.second_caption}</small>'
        f'<small class="image-media media-photo-credit" placeholder="Add Photo Credit...">{story.second_credit}</small>'
        "</p>"
    )
    between = {
        1: _ad(furniture, "top") + f"<h2>{story.subheading}</h2>", 2: second, 3: _ad(furniture, "middle"),
        4: _newsletter(furniture) + _embedded(furniture),
    }  # fmt: skip
    correction = f'<p class="correction"><em>Correction: {story.correction}</em></p>' if story.correction else ""
    return f"""<!DOCTYPE html><!-- Powered by RebelMouse. --><html lang="en"><head><meta charset="utf-8">
{_meta(story, furniture)}</head><body class="logged-out-user" data-nonce="{furniture.nonce}">{_top(furniture)}
<div class="main"><div class="posts-custom clearfix" data-source="current_post" data-attr-is_current_post="true">
<div class="posts-wrapper"><div class="widget post-partial" data-category="{story.kicker}">
<article elid="2670001" class="clearfix image-article post-2670001 q-{furniture.class_suffix}">
<div class="widget__body">
<h1 class="widget__headline h1"><span class="widget__headline-text">{story.headline}</span></h1>
<div class="widget__subheadline"><h2 class="widget__subheadline-text h2">{story.dek}</h2></div>
<a class="widget__section" href="/city/">{story.kicker}</a>{authors}
<div class="social-date"><span class="social-date__text">{furniture.ago}</span></div>
{_about(furniture)}{_shares(furniture)}</div>
<div class="widget__head"><div class="widget__image" role="img" aria-label="Depot"
 data-runner-img-hd="{escape(_image(furniture, "depot"))}"></div></div>
<div class="widget__body"><div class="body js-expandable"><div class="body-description">
{_paragraphs(story, furniture, between)}{correction}</div></div>
<div class="photo-caption">{story.caption}</div><div class="photo-credit">{story.credit}</div>
{_below(furniture)}{_shares(furniture)}</div>
</article></div></div></div>{_ad(furniture, "end")}
<div class="text-element">From your site</div>{_posts("current_page", furniture.related)}
{_comments(furniture)}<div class="col sidebar"><div class="text-element">MOST READ</div>
{_posts("most_read", furniture.most_read)}{_posts("filtered_parent_site", furniture.latest)}</div></div>
{_bottom(furniture)}</body></html>"""


def _posts(source: str, slugs: tuple[str, ...]) -> str:
    cards = "".join(
        f'<div class="widget" data-category="City"><article elid="267{sum(map(ord, slug))}">'
        '<h2 class="widget__headline">'
        f'<a class="widget__headline-text" href="{HOME}/city/{slug}/">{TITLES[slug]}</a></h2></article></div>'
        for slug in slugs
    )
    return f'<div class="posts-custom" data-source="{source}"><div class="posts-wrapper">{cards}</div></div>'


MARKUPS: dict[str, Callable[[Story, Furniture], str]] = {
    "rebelmouse": rebelmouse, "schema_org": schema_org, "generic": generic,
}  # fmt: skip
