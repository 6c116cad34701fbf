"""Photos of an article on a page of unknown make, with the captions and credits in its markup."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.items import Photo
from qiosk_scraper.layers.blocks import HEADINGS, INLINE, classes, is_hidden
from qiosk_scraper.layers.furniture import is_furniture
from qiosk_scraper.layers.generic.photo_attributes import credit_apart
from qiosk_scraper.layers.generic.photo_links import is_anothers, is_linked
from qiosk_scraper.layers.generic.photo_names import ARTICLES_MAKER, CAPTION, CREDIT, OF_PICTURE, named
from qiosk_scraper.layers.generic.photo_pieces import Lines
from qiosk_scraper.layers.generic.photo_text import (
    is_byline,
    lines_of_box,
    photo_lines,
)
from qiosk_scraper.layers.generic.picture_boxes import is_bare_box
from qiosk_scraper.layers.generic.picture_cards import is_beside_story
from qiosk_scraper.layers.generic.scope import OTHER_ARTICLES, order, own_words, scope
from qiosk_scraper.layers.generic.unwanted import is_page_form
from qiosk_scraper.layers.generic.weights import weights
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.photo_lines import LEADS_LABEL, is_photo_line, may_be_photo_line
from qiosk_scraper.layers.pictures import backdrop, is_story_picture, picture_alt, picture_url
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.agencies import is_agency
from qiosk_scraper.normalise.credit_signs import is_strong
from qiosk_scraper.normalise.credits import read_credit_line
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.pictures import same_picture
from qiosk_scraper.normalise.text import clean, fold, inline_text
from qiosk_scraper.page import Page

_HOLDER = NamePattern(
    r"figure|image|photo|picture|\bpic-?_?box|media|caption|gallery|slide|hero|bild|foto|lead-?art|illustration"
)
_NO_HOLDER = NamePattern(
    r"author|byline|avatar|head-?shot|(?:^|[\s_-])(?:shar(?:e|ing)|social|logo|newsletter|ads?|sponsor\w*)(?:$|[\s_-])|advert"
)
_FEATURED = NamePattern(
    r"(?:featured|hero|lead|main|cover|post|article|entry|story|blog)-?_*(?:main-?_*|featured-?_*)?"
    r"(?:image|img|photo|picture|thumbnail)(?=$|[\s_-])"
)
_HEAD = 25
"""Elements after the text's first within which a picture still stands at the head of the article."""
_BELOW_HEADLINE = 8
"""Elements after the headline's first within which a paragraph is the dek, where the next one is far."""
_RIGHTS = re.compile(r"all rights|rights reserved|rechte vorbehalten|tous droits|reservados|riservati", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{3,4}\s*(?:GMT|UTC)\b|\b\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m|uhr|GMT|UTC)\b", re.IGNORECASE)
"""In the line of the article, not of its picture."""
_DURATION = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_PLAYER = NamePattern(r"(?:^|[\s_-])(?:(?<!aspect-)video|player|youtube|jwplayer|brightcove)(?:$|[\s_-])")
_POPUP = NamePattern(r"rollover|tooltip|popover|hover-?card")
_MOST_OF_BOX = 200
_BEHIND = 40
"""Elements behind the article among which its photo line may stand."""
_AT_ENDS = 5
_MOST = 5_000
"""Pictures in one article of which the lines are read; 40,000 took 8 s."""
_TRIED = 20
"""Captions and credits without a picture that are looked at."""
_LOOKED_AT = 400
"""Elements at the head among which a caption is looked for."""
_OWN_SHARE = 0.1
"""Of the article's text in a box, from which on the box is no other article's, whatever its name."""
_ABOVE = 60
"""Elements before the headline among which its picture may stand."""


@once_per_page
def _pictures(page: Page) -> tuple[tuple[int, Photo], ...]:
    """(place in the document, photo) of every picture of the article, in order, each once."""
    here = scope(page)
    places = order(page)
    limit = frozenset(node for node in (here.root, here.container) if node is not None)
    told = [one for name in ("og:image", "twitter:image") for one in page.meta.get(name, ()) if one]
    found: list[tuple[int, Photo]] = []
    seen: set[str] = set()
    looked_at = 0
    for image in sorted(page.index.tags("img", "amp-img"), key=places.__getitem__):
        place = places[image]
        if place < here.start - _ABOVE:
            continue
        if (place > here.end and here.container is not None) or looked_at >= _MOST:
            break
        if not is_story_picture(image) or not _belongs(page, image):
            continue
        url = picture_url(page, image)
        key = _key(url) if url else ""
        if url is None or key in seen or key.lower().endswith(".svg"):
            continue
        looked_at += 1
        lines = photo_lines(image, limit)
        if is_byline(lines):
            continue
        if lines.caption and _DURATION.fullmatch(lines.caption):
            continue  # a video's first picture
        caption, credit = lines.caption, lines.credit or credit_apart(image, lines.caption)
        if not (caption or (credit and place >= here.start)) and place < here.text and is_linked(image):
            continue  # a linked picture above the text without a line: a banner or another article's, with its writer
        if (
            not (caption or credit)
            and place < here.start
            and not any(same_picture(url, one) for one in told)
            and not _is_featured(image)
        ):
            continue  # above the headline: a list of the day's articles, as often as not
        if not (caption or credit) and _is_of_popup(page, image):
            continue
        if not (caption or credit) and _is_of_player(image) and not any(same_picture(url, one) for one in told):
            continue
        if place >= here.text and is_anothers(page, image, lines):
            continue
        if is_beside_story(page, image, lines) and not any(same_picture(url, one) for one in told):
            continue
        seen.add(key)
        found.append((place, Photo("inline", url, caption, credit, alt=picture_alt(image))))
    return tuple(found)


def _is_of_popup(page: Page, image: HtmlElement) -> bool:
    """Whether the picture is in a box with texts that link that a name in the text opens: a person, latest pieces."""
    return any(
        _POPUP.search(named(node))
        and page.index.size(node) <= _MOST_OF_BOX
        and any(inline_text(link) for link in node.iter("a"))
        for node in islice(image.iterancestors("span", "div"), 4)
    )


def _is_of_player(image: HtmlElement) -> bool:
    return any(_PLAYER.search(named(node)) for node in islice(image.iterancestors(), 4) if node.tag != "body")


def _is_featured(image: HtmlElement) -> bool:
    """Whether a picture or a box around it is named as the article's main picture."""
    return any(_FEATURED.search(classes(node)) for node in (image, *islice(image.iterancestors(), 3)))


@once_per_page
def lead_photo(page: Page) -> Photo | None:
    """The picture at the head of the article, up to its first paragraphs: the one that the metadata names, else the
    first with a line of its own, else the first; without any, the one that the metadata name wherever it stands."""
    pictures = _pictures(page)
    named = [url for name in ("og:image", "twitter:image") for url in page.meta.get(name, ())[:1] if url]
    first = _text_below_dek(page) if pictures else 0
    last = first + _HEAD
    head = [photo for place, photo in pictures if place <= last]
    told = [photo for _, photo in pictures if photo.url and any(same_picture(photo.url, url) for url in named)]
    if named and not told and (behind := _behind_headline(page, named)) is not None:
        return Photo("lead", behind)
    with_line = [photo for photo in head if photo.caption or photo.credit]
    before_text = [photo for place, photo in pictures if place < first][:1]
    here = scope(page)
    above = [photo for place, photo in pictures if place < here.text]
    at_top = [photo for place, photo in pictures if place < here.text and (photo in told or place < here.start)]
    best = next(iter((*(one for one in told if one in with_line), *(one for one in with_line if one in above))), None)
    best = best or next(iter((*at_top, *(before_text or with_line))), None)
    if best is None and (lonely := _line_without_picture(page)) is not None:
        named_too = next((photo.url for photo in told), None)
        return Photo("lead", named_too, lonely.caption, lonely.credit)
    for photo in (*([best] if best else []), *told, *head):
        if photo.caption or photo.credit:
            return _as_lead(photo)
        return replace(_as_lead(photo), caption=_line_in_text(page, alone=len(pictures) == 1))
    return None


def _behind_headline(page: Page, named: list[str]) -> str | None:
    """The picture that the metadata name where a box shows it behind the headline, as long stories have it."""
    here = scope(page)
    if here.heading is None:
        return None
    for element in page.index.elements[max(here.start - _ABOVE, 0) : here.start]:
        address = backdrop(page, element) if element.get("style") else None
        if address is not None and any(same_picture(address, url) for url in named):
            return address
    return None


def _line_in_text(page: Page, alone: bool) -> str | None:
    """The lead photo's line where it is a paragraph at the text's beginning or end: `Top image credit: …` names it,
    `Photo: …` does on a page with one picture (`alone`)."""
    here, places = scope(page), page.index.place
    near = [one for one in page.index.tags("p") if here.start <= places[one] <= here.end + _BEHIND]
    for paragraph in (*near[:_AT_ENDS], *reversed(near[-_AT_ENDS:])):
        text = inline_text(paragraph)
        if (
            len(text) <= 400
            and (LEADS_LABEL.match(text) or (alone and is_photo_line(text)))
            and _belongs(page, paragraph)
            and read_credit_line(text).credit
        ):
            return text
    return None


def _text_below_dek(page: Page) -> int:
    """The place of the text's first paragraph: its container may begin far above it."""
    here = scope(page)
    if here.container is None:
        return here.text
    places = page.index.place
    long = (places[one] for one in here.container.iter("p") if len(inline_text(one)) >= 60)
    first = next(long, here.text)
    if here.heading is not None and first < places[here.heading] + _BELOW_HEADLINE:
        second = next(long, first)
        if second > first + _HEAD:
            return second  # the first is the dek, with the picture below it
    return first


def _line_without_picture(page: Page) -> Lines | None:
    """The lines of the first figure at the article's head, where no `img` of it is found: a script puts it there."""
    here = scope(page)
    places = order(page)
    for figure in page.index.tags("figure"):
        if not here.start - _ABOVE <= places[figure] <= here.text + _HEAD or not _belongs(page, figure):
            continue
        if _is_moving(figure) or page.index.below(figure, "blockquote", "table", "pre"):
            continue
        text = inline_text(figure)
        if len(text) > 600 or any(inline_text(link) == text for link in figure.iter("a")):
            continue  # words of a link alone: the way to a live stream
        lines = lines_of_box(figure)
        if lines.caption and _DURATION.fullmatch(lines.caption):
            continue
        if lines.caption or lines.credit:
            return None if is_byline(lines) else lines
    first, last = here.start, here.text + _HEAD
    for box in islice((one for one in page.index.called(CAPTION) if first <= places[one] <= last), _TRIED):
        holder = box.getparent()
        if (
            holder is not None
            and next(holder.iter("img"), None) is None
            and len(inline_text(holder)) <= 600
            and not _is_moving(holder)
            and _belongs(page, box)
        ):
            lines = lines_of_box(holder)
            if lines.caption and lines.credit:
                return lines
    for box in islice((one for one in page.index.called(CREDIT) if first <= places[one] <= last), _TRIED):
        text = inline_text(box)
        if (
            2 < len(text) <= 200
            and OF_PICTURE.search(named(box))
            and not _is_moving(box)
            and _belongs(page, box)
            and not _RIGHTS.search(text)
            and not _CLOCK.search(text)
            and read_credit_line(text, labelled=True).credit
        ):
            return Lines(None, text)
    return None


def _is_moving(box: HtmlElement) -> bool:
    """Whether a line stands at a video or a player: its words are not a picture's."""
    if any(node.tag in ("video", "iframe", "audio") for node in islice(box.iter(), _MOST_OF_BOX)):
        return True
    return any(_PLAYER.search(named(node)) for node in (box, *islice(box.iterancestors(), 3)) if node.tag != "body")


def credit_behind(page: Page, caption: str) -> str | None:
    """The maker named right behind a caption that the page's data tell, where it is printed at the article's head."""
    wanted = fold(caption)
    if len(wanted) < 20:
        return None
    here = scope(page)
    last = here.text + _HEAD
    for element in page.index.elements[max(here.start - _ABOVE, last - _LOOKED_AT, 0) : last]:
        if len(element) > 4 or element.tag in ("script", "meta", "title") or not (text := inline_text(element)):
            continue
        folded = fold(text) if len(text) <= len(caption) + 200 else ""
        if folded.startswith(wanted) and len(folded) > len(wanted) and all(child.tag in INLINE for child in element):
            read = read_credit_line(text, labelled=False)
            if read.credit and fold(read.caption or "") == wanted:
                return read.credit
        if folded == wanted and (credit := _next_text(element)) is not None:
            return credit
    return None


def _next_text(element: HtmlElement) -> str | None:
    """The text after an element, if it names somebody who makes pictures."""
    for node in (element, *islice(element.iterancestors(), 4)):
        after = node.getnext()
        if after is not None and ARTICLES_MAKER.search(named(after)) and not OF_PICTURE.search(named(after)):
            return None
        if (text := clean(node.tail or "")) or (after is not None and (text := inline_text(after))):
            bare = text.strip(" .()[]|")
            if is_furniture(text) or (after is not None and after.tag in HEADINGS):
                return None
            said = after is not None and CREDIT.search(named(after)) and OF_PICTURE.search(named(after))
            told = len(text) <= 120 and (
                bool(said) or may_be_photo_line(text) or are_people(bare) or is_strong(bare) or is_agency(bare)
            )
            return text if told else None
        if after is not None:
            return None
    return None


def inline_photos(page: Page) -> list[Photo]:
    """The other pictures, in order."""
    lead = lead_photo(page)
    return [photo for _, photo in _pictures(page) if lead is None or photo.url != lead.url]


def _as_lead(photo: Photo) -> Photo:
    return Photo("lead", photo.url, photo.caption, photo.credit, alt=photo.alt)


def _belongs(page: Page, image: HtmlElement) -> bool:
    """Whether no box around a picture keeps it out of the article. What is known of a box holds for all below it, as
    far as nothing else stands between."""
    here, known = scope(page), _belonging(page)
    belongs = True
    way: list[HtmlElement] = []
    for node in image.iterancestors():
        if (found := known.get(node)) is not None:
            belongs = found
            break
        way.append(node)
        if node is here.root or node is here.container:
            break
        if _keeps_out(page, node):
            belongs = False
            break
    known.update(dict.fromkeys(way, belongs))
    return belongs


@once_per_page
def _belonging(_page: Page) -> dict[HtmlElement, bool]:
    return {}


def _keeps_out(page: Page, node: HtmlElement) -> bool:
    name = classes(node)
    if (node.tag in ("nav", "footer", "form") and not is_page_form(node)) or is_hidden(node):
        return True
    if node.tag == "figure" and any(True for _ in node.iterdescendants("figcaption")):
        return False
    if node.tag == "header" and _is_sites(page, node):
        return True
    if (node.tag == "aside" and not _is_picture_box(node)) or _NO_HOLDER.search(name):
        return True
    other = OTHER_ARTICLES.search(name)
    if not other or _HOLDER.search(name) or other[0] in own_words(page):
        return False
    container = scope(page).container
    if container is None:
        return True
    inside = weights(page).inside
    return not page.index.holds(node, container) and inside.get(node, 0.0) < _OWN_SHARE * inside.get(container, 0.0)


def _is_sites(page: Page, header: HtmlElement) -> bool:
    """Whether a `header` is the site's rather than the article's: above the headline, in no part of the page, neither
    named as an article's nor around a picture with its line."""
    here, at = scope(page), page.index.place[header]
    if _OF_STORY.search(classes(header)) or page.index.below(header, "figcaption"):
        return False
    return (
        here.heading is not None
        and page.index.ends[at] <= page.index.place[here.heading]
        and not any(node.tag in ("article", "main", "section") for node in header.iterancestors())
    )


_OF_STORY = NamePattern(r"article|story|entry|(?:^|[\s_-])post|hero|feature|single")


def _is_picture_box(aside: HtmlElement) -> bool:
    """An `aside` that holds a picture with its line and nothing else."""
    if len(list(islice(aside.iter("img"), 3))) > 2 or len(inline_text(aside)) > 500:
        return False
    return _HOLDER.search(classes(aside)) is not None or is_bare_box(aside)


def _key(url: str) -> str:
    return url.split("?")[0].split("#")[0]
