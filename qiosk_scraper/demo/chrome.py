"""What stands around every page of the demo outlet: style, menu, sidebar lists, newsletter, footer, ads, counters.

All of it differs between the two days (nonces, counters, sizes) and none of it is anybody's article.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from zlib import crc32

from qiosk_scraper.demo import HOME, SECTIONS
from qiosk_scraper.demo.stories import SITE_ID, Edition, Picture, Story

PLACEHOLDER = "data:image/svg+xml;charset=utf-8,%3Csvg xmlns=%27http://www.w3.org/2000/svg%27 viewBox=%270 0 3 2%27/%3E"
"""What a lazy image shows before it is loaded."""

STYLE = """
body{margin:0;font:17px/1.55 Georgia,serif;color:#1d2a33;background:#f6f4ef}
a{color:#0b4f6c}.hidden,.show-less,.js-toggle{display:none}
.menu-global,.topbar-wrapper,.footer{background:#12333f;color:#e8eef0;padding:.6rem 1.2rem;font:14px sans-serif}
.menu-global ul{list-style:none;display:flex;margin:0;padding:0}
.menu-global a,.topbar-wrapper a,.footer a{color:#fff;margin-right:1.1rem;text-decoration:none}
.masthead{font:700 34px/1.2 Georgia,serif;display:block;padding:.4rem 0;color:#fff}
.main{max-width:1080px;margin:1.2rem auto;padding:0 1.2rem;display:grid;
grid-template-columns:minmax(0,1fr) 300px;gap:2.2rem}
img,.widget__image{max-width:100%;height:auto;display:block;background:#c9d5d8}
.widget__image{background-size:cover;min-height:4rem}.google-cta img{width:24px}
h1{font-size:38px;line-height:1.15;margin:.4rem 0}
h2.widget__headline,.related h1.widget__headline{font-size:23px;line-height:1.25;margin:.3rem 0}
.widget__subheadline-text,.widget__subheadline p{font-size:20px;font-style:italic;color:#4a5a62;
font-weight:400;margin:.3rem 0}
.widget__section,.label-line,.all-related-sections,.text-element{font:700 13px sans-serif;
letter-spacing:.04em;color:#a3421f}
.photo-caption,.photo-credit,small{font:13px sans-serif;color:#5f6e75;display:block;margin:.3rem 0}
.social-author,.post-author-list,.social-date,.post-date,.widget__shares,.tags{font:14px sans-serif;color:#4a5a62;
margin:.25rem 0}
.pull-quote{font-size:24px;border-left:4px solid #a3421f;padding-left:1rem}
blockquote{border-left:2px solid #9fb3ba;margin-left:0;padding-left:1rem}
.ad-tag,[id^=div-gpt-ad]{background:#e7e2d6;color:#8a8474;font:11px sans-serif;text-align:center;
padding:.5rem;margin:.8rem 0}
.sidebar .widget{border-bottom:1px solid #d8d3c6;padding:.5rem 0}.sidebar h2.widget__headline{font-size:16px}
.related .widget,.listing .widget{border-top:1px solid #d8d3c6;padding:1rem 0}
.listing .widget__head{max-width:300px}.newsletter{background:#e4ecee;padding:1rem;margin-top:1rem}
table{border-collapse:collapse}td,th{border:1px solid #cfc9ba;padding:.2rem .7rem}
"""

_LOADER = (
    "document.querySelectorAll('[data-runner-src]').forEach(function(i){i.src=i.getAttribute('data-runner-src')});"
    "document.querySelectorAll('[data-runner-img-hd]').forEach(function(d){"
    "d.style.backgroundImage='url('+d.getAttribute('data-runner-img-hd')+')'});"
)


def nonce(name: str, day: int) -> str:
    """Eight letters that differ between pages and days."""
    return f"{crc32(f'{name} {day}'.encode()):08x}"


def views(name: str, day: int) -> int:
    """How often a page was read, as its counter says."""
    return crc32(name.encode()) % 3000 + 417 * day


def ad(name: str, day: int) -> str:
    """An ad's place, as ad scripts leave it."""
    forms = (
        f'<div id="div-gpt-ad-{nonce(name, day)}-0" data-nonce="{nonce(name + "ad", day)}"></div>',
        f'<div class="rm-ad-container ad-tag" id="container_proper-ad-{nonce(name, day)}">ADVERTISEMENT</div>',
        f'<ins class="adsbygoogle" data-ad-slot="{nonce(name, day)}"></ins>',
        f'<div class="ad-tag" id="htlad-{nonce(name, day)}"><div class="ad-text">Advertisement: Brackwater Chandlers,'
        f" everything for the small boat. Offer {day}.</div></div>",
    )
    return forms[crc32(name.encode()) % len(forms)]


def shown_date(moment: datetime) -> str:
    """The date as printed: the newsroom's clock runs five hours behind UTC, so late stories show the day before."""
    return f"{moment - timedelta(hours=5):%B %d, %Y}"


def image(picture: Picture, day: int, form: str, *, width: int = 1200, alt: str | None = None) -> str:
    """A picture in one of the forms that lazy loading takes: `runner`, `box`, `picture` or `plain`."""
    text = escape(picture.alt if alt is None else alt)
    address = escape(picture.sized(day, width))
    small = escape(picture.sized(day, 600))
    if form == "runner":
        return (
            f'<img role="img" alt="{text}" aria-label="{text}" class="rm-lazyloadable-image" src="{PLACEHOLDER}"'
            f' data-runner-src="{address}" width="{width}" height="{width * 2 // 3}">'
        )
    if form == "box":
        return (
            f'<div class="widget__image crop-{width}x{width * 2 // 3}" role="img" aria-label="{text}"'
            f' data-runner-img-hd="{address}" data-runner-img-md="{small}"'
            ' data-runner-style="padding-bottom: 66.67%;" style="padding-bottom: 66.67%;" data-type="image">'
            '<div class="lazyload-placeholder"><div class="runner-spinner"></div></div></div>'
        )
    plain = (
        f'<img fetchpriority="high" role="img" alt="{text}" aria-label="{text}" src="{address}" class="rm-hero-media">'
    )
    if form == "picture":
        return f'<picture><source media="(max-width: 600px)" srcset="{small}">{plain}</picture>'
    return plain


def page(
    head: str, body: str, *, edition: Edition, name: str, body_class: str, section: str | None, tail: str = ""
) -> str:
    """A whole document: `head` is what stands inside its head, `body` the main column."""
    day = edition.day
    menu = "".join(f'<a href="{HOME}{slug}/">{escape(title)}</a>' for slug, title in SECTIONS.items())
    return f"""<!DOCTYPE html>
<!-- Powered by RebelMouse. https://www.rebelmouse.com -->
<html lang="en">
<head prefix="og: http://ogp.me/ns# article: http://ogp.me/ns/article#">{head}
<style>{STYLE}</style>
</head>
<body class="logged-out-user {body_class}" data-nonce="{nonce(name, day)}">
<div id="fb-root"></div>
<div id="runner-root"></div>
<nav class="menu-global"><ul class="sections-list"></ul><ul id="main-menu" class="main-menu">
<li class="main-menu-item"><a class="link" href="/about/" title="About">About</a></li>
<li class="main-menu-item"><a class="link" href="/search/?q=" title="Search">Search</a></li></ul></nav>
<div class="all-content-wrapper">
<div class="topbar-wrapper" id="sTop_Bar_0_0_8_0_0_13">
<span class="js-brick-description hidden" data-name="Top Bar"></span>
<a class="masthead" href="{HOME}">The Harbour Ledger</a>{menu}
<div class="text-element social-label">Follow us on social</div></div>
<div class="main v-sep"><div class="row-wrapper" id="sPost_Default_Page_0_0">
<span class="js-brick-description hidden" data-name="Post"></span>{body}</div>
{_sidebar(edition, name, section)}
</div>
<div class="footer" id="sFooter_0_0_3">© The Harbour Ledger, 4 Net Street, Saltmarrow.
<a href="/about/">About the Ledger</a><span class="page-views">{views(name, day)} readers today</span></div>
</div>
<script nonce="{nonce(name, day)}">{_LOADER}</script>{tail}
</body>
</html>
"""


def _sidebar(edition: Edition, name: str, section: str | None) -> str:
    newest = [story for story in edition.listed[:6] if story.path != name][:4]
    lists = _sidebar_list("LATEST", "filtered_parent_site", newest, edition.day)
    if section:
        title = SECTIONS[section]
        others = [story for story in edition.of_section(section)[2:9] if story.path != name][:4]
        lists += _sidebar_list(title.upper(), section, others, edition.day)
    return f"""<div class="col sidebar" id="sPost_Default_Page_0_0_1">
{ad(name + "side", edition.day)}
{lists}
<!-- User Code --><div class="newsletter newsletter-signup"><h3>Newsletter</h3>
<p>Subscribe now to The Tide Table, our weekly round-up, and don't miss a beat from the quay, the council chamber and
the weather desk.</p><form action="/newsletter/" method="post">
<input type="email" name="email" placeholder="Your e-mail">
<input type="hidden" name="token" value="{nonce(name + "form", edition.day)}"><button>Subscribe</button></form>
</div><!-- End User Code --></div>"""


def _sidebar_list(title: str, source: str, stories: list[Story], day: int) -> str:
    items = "".join(
        f'<div class="widget" data-category="{escape(story.section_name)}"><article elid="{story.id}"'
        f' class="clearfix image-article sm-mb-1 quality-MD post-{story.id}"><div class="row px10">'
        + (
            f'<div class="rm-col-left"><div class="widget__head"><a href="{story.url}">'
            f"{image(story.photo, day, 'runner', width=210, alt=story.headline)}</a></div></div>"
            if story.photo
            else ""
        )
        + '<div class="rm-col-center col"><div class="widget__body clearfix"><h2 class="widget__headline h2">'
        f'<a class="widget__headline-text custom-post-headline" href="{story.url}" data-type="text">'
        f"{escape(story.headline, quote=False)}</a></h2></div></div></div></article></div>"
        for story in stories
    )
    return (
        f'<div class="text-element sidebar-title">{escape(title)}</div>'
        f'<div class="posts-custom posts-custom-section section-holder clearfix" data-block="None"'
        f' data-format="posts-custom" data-source="{source}" data-source-type="section" data-has-more="true"'
        f' data-attr-posts_id="sPost_Default_Page_0_0_1_{len(title)}" data-site-id="{SITE_ID}">'
        f'<div class="posts-wrapper clearfix">{items}</div></div>'
    )
