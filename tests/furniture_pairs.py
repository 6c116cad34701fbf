"""What changes between the two pages of a pair: furniture alone, or what the newsroom wrote."""

from __future__ import annotations

from dataclasses import replace

from furniture_pages import Furniture, Story

PLAIN = Furniture()
FURNITURE: dict[str, Furniture] = {
    "nonces": replace(PLAIN, nonce="77e0d1b9"),
    "csrf tokens": replace(PLAIN, csrf="tok-09ffe1"),
    "view counter": replace(PLAIN, views=9310),
    "share counts": replace(PLAIN, shares=1877),
    "comment counts and comments": replace(
        PLAIN, comments=52, comment_list=("What about the number seven, which never comes at all?", "Well done.")
    ),
    "relative date": replace(PLAIN, ago="2 days ago"),
    "modified time alone": replace(PLAIN, modified="2025-03-06T18:44:10+00:00"),
    "related posts in another order": replace(PLAIN, related=PLAIN.related[::-1]),
    "other related posts": replace(PLAIN, related=("museum-roof", "ferry-strike", "tower-clock")),
    "most read": replace(PLAIN, most_read=("ferry-strike", "rain-record", "tower-clock")),
    "latest": replace(PLAIN, latest=("museum-roof", "fog-warning"), editors_pick="tower-clock"),
    "advertising places": replace(PLAIN, ads=("middle",)),
    "words of an advertisement": replace(PLAIN, ad_text="Advertisement: lamps and lamp oil at Brandt's, Wick Lane"),
    "newsletter text": replace(PLAIN, newsletter="Join 12,000 readers of our evening letter. No noise, one story."),
    "picture sizes": replace(PLAIN, image_query="?width=640&quality=70&dpr=2", image_width=640),
    "picture signatures": replace(PLAIN, image_query="?Expires=1741100000&Signature=SIGNED&Key-Pair-Id=APKA72LANTERN9"),
    "picture folder": replace(PLAIN, image_folder="/cdn/img/v2", image_query=""),
    "indentation": replace(PLAIN, indent="\t\t    "),
    "line breaks within lines": replace(PLAIN, break_lines=True),
    "empty paragraphs": replace(PLAIN, empty_paragraphs=2),
    "breaking banner and ticker": replace(PLAIN, banner="Breaking: ferry crews walk out", ticker="12 degrees, rain"),
    "cookie note and login": replace(PLAIN, cookie_note="Your privacy matters to us.", login="My account"),
    "class names and build": replace(PLAIN, class_suffix="q77", version="4.19.2", experiment="B"),
    "share bar moved": replace(PLAIN, share_first=True, print_link=False),
    "read-also line in the body": replace(PLAIN, read_also="ferry-strike"),
    "update line and reading time": replace(PLAIN, updated="Updated March 5, 2025, 11:20", reading_time="4 min read"),
    "meter of a paywall": replace(PLAIN, meter="You have 1 free article left this month."),
    "likes of an embedded post": replace(PLAIN, likes=4801),
    "poll": replace(PLAIN, poll="58 % yes, 42 % no", weather="11 °C"),
    "about the author": replace(PLAIN, bio="Orla Finch writes about trams, ferries and who pays for them."),
    "tags": replace(PLAIN, tags=("budget", "depot", "trams", "winter")),
    "unread count in the title": replace(PLAIN, tab_title="(3) "),
    "invisible characters": replace(PLAIN, invisible=True),
    "long spelling of links": replace(PLAIN, link_style="long"),
    "lazy pictures": replace(PLAIN, lazy=True),
    "year in the footer": replace(PLAIN, copyright_year=2026),
}
FURNITURE["all of it"] = replace(
    FURNITURE["words of an advertisement"], nonce="0c0ffee0", csrf="tok-777", views=88012, shares=3, comments=0,
    comment_list=(), ago="March 4", modified="2025-04-01T00:00:00+00:00", related=("museum-roof", "ferry-strike"),
    most_read=("tower-clock",), latest=("ferry-strike",), ads=("end",), newsletter="Our letter is free.",
    image_query="?w=300", image_folder="/i", indent="  ", break_lines=True, banner="Live: the vote", class_suffix="zz",
    empty_paragraphs=1, share_first=True, copyright_year=2026, read_also="museum-roof", updated="Updated just now",
    meter="Subscribe for one crown a week.", likes=3, bio="Finch is a reporter.", tags=(), tab_title="(1) ",
    invisible=True, link_style="long", lazy=True, poll="50 % yes, 50 % no",
)  # fmt: skip

FIRST = Story()


def _paragraph(number: int, before: str, after: str) -> Story:
    texts = list(FIRST.paragraphs)
    assert before in texts[number]
    texts[number] = texts[number].replace(before, after)
    return replace(FIRST, paragraphs=tuple(texts))


EDITS: dict[str, Story] = {
    "one word of the headline": replace(FIRST, headline="Tram depot to stay open through the spring"),
    "a comma in the headline": replace(FIRST, headline="Tram depot to stay open, through the winter"),
    "dek": replace(FIRST, dek="The council found the money in a fund nobody had looked at since 2012."),
    "kicker": replace(FIRST, kicker="Council"),
    "author added": replace(FIRST, authors=(*FIRST.authors, ("Mina Roth", "/author/mina-roth/"))),
    "author taken off": replace(FIRST, authors=FIRST.authors[:1]),
    "spelling of an author": replace(FIRST, authors=(("Orla Fynch", "/author/orla-finch/"), FIRST.authors[1])),
    "publication date": replace(FIRST, published="2025-03-05T07:30:00+00:00"),
    "one word": _paragraph(0, "Tuesday", "Wednesday"),
    "one figure": _paragraph(4, "forty-one", "forty-two"),
    "one letter": _paragraph(3, "nest", "vest"),
    "a quotation mark": _paragraph(2, "Nobody asked,", "Nobody ‘asked’,"),
    "link text": _paragraph(1, "a fund for bridges", "the fund for bridges"),
    "target of a link": _paragraph(1, "/city/bridge-fund/", "/city/flood-fund/"),
    "link taken out": _paragraph(1, '<a href="/city/bridge-fund/">a fund for bridges</a>', "a fund for bridges"),
    "paragraph moved": replace(FIRST, paragraphs=(*FIRST.paragraphs[:3], FIRST.paragraphs[4], FIRST.paragraphs[3])),
    "paragraph added": replace(
        FIRST, paragraphs=(*FIRST.paragraphs, "The treasurer will look for more such funds after Easter.")
    ),
    "paragraph taken out": replace(FIRST, paragraphs=FIRST.paragraphs[:-1]),
    "subheading": replace(FIRST, subheading="A fund from the dry years"),
    "caption": replace(FIRST, caption="Trams wait at the Millrace Street depot on Sunday."),
    "credit": replace(FIRST, credit="Tomas Reyle / Fenwick Lantern"),
    "caption in the body": replace(FIRST, second_caption="The bell of tram nine."),
    "credit in the body": replace(FIRST, second_credit="Orla Finch"),
    "correction added": replace(FIRST, correction="An earlier version gave the year of the depot as 1970."),
}
