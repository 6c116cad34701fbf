"""Photos of an article on a page of unknown make, with the captions and credits in its markup."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.items import Photo
from qiosk_scraper.layers.blocks import classes, is_hidden
from qiosk_scraper.layers.generic.scope import OTHER_ARTICLES, order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.layers.pictures import is_story_picture, picture_alt, picture_url
from qiosk_scraper.layers.remembered import once_per_page
from qiosk_scraper.normalise.text import clean, inline_text
from qiosk_scraper.page import Page

_CREDIT = NamePattern(
    r"credit|copyright|source|photographer|photo-?by|fotograf|attribution|agency|rights|author|byline|quelle|crédit|"
    r"credito|fonte|(?:^|[\s_-])by(?:$|[\s_-])"
)
_CAPTION = NamePattern(
    r"caption|legend|image-?_*(?:text|description|title|info)|media-?_*(?:text|description|info)|photo-?_*(?:text|"
    r"description|info)|bildunterschrift|bildtext|didascalia|pie-?(?:de-?)?foto|wp-caption-text"
)
_HOLDER = NamePattern(r"figure|image|photo|picture|media|caption|gallery|slide|hero|bild|foto|lead-?art|illustration")
_NO_HOLDER = NamePattern(r"author|byline|avatar|share|social|logo|newsletter|\bads?\b|advert|sponsor")


@once_per_page
def _pictures(page: Page) -> tuple[tuple[int, Photo], ...]:
    """(place in the document, photo) of every picture of the article, in order, each once."""
    here = scope(page)
    places = order(page)
    found: list[tuple[int, Photo]] = []
    seen: set[str] = set()
    for image in here.root.iter("img", "amp-img"):
        place = places[image]
        if place > here.end and here.container is not None:
            break
        if not is_story_picture(image) or not _belongs(page, image):
            continue
        url = picture_url(page, image)
        key = _key(url) if url else ""
        if url is None or key in seen:
            continue
        holder = _holder(image, here.root, here.container)
        caption, credit = _lines(holder) if holder is not None else (None, None)
        if holder is None and place < here.text and image.getparent() is not None and image.getparent().tag == "a":
            continue  # a linked picture above the text that is in no figure: a banner or another article's
        seen.add(key)
        found.append((place, Photo("inline", url, caption, credit, alt=picture_alt(image))))
    return tuple(found)


def lead_photo(page: Page) -> Photo | None:
    """The first picture at the head of the article, up to its first paragraphs; the `og:image` wherever it stands."""
    pictures = _pictures(page)
    if not pictures:
        return None
    named = page.first_meta("og:image", "twitter:image")
    name = _name(named)
    for _, photo in pictures:
        if name and _name(photo.url) == name:
            return _as_lead(photo)
    here = scope(page)
    place, first = pictures[0]
    return _as_lead(first) if place <= here.text + 25 else None


def inline_photos(page: Page) -> list[Photo]:
    """The other pictures, in order."""
    lead = lead_photo(page)
    return [photo for _, photo in _pictures(page) if lead is None or photo.url != lead.url]


def _as_lead(photo: Photo) -> Photo:
    return Photo("lead", photo.url, photo.caption, photo.credit, alt=photo.alt)


def _belongs(page: Page, image: HtmlElement) -> bool:
    here = scope(page)
    for node in image.iterancestors():
        if node is here.root or node is here.container:
            return True
        name = classes(node)
        if node.tag in ("nav", "footer", "aside", "form", "noscript") or is_hidden(node):
            return False
        if _NO_HOLDER.search(name) or (OTHER_ARTICLES.search(name) and not _HOLDER.search(name)):
            return False
    return True


def _holder(image: HtmlElement, root: HtmlElement, container: HtmlElement | None) -> HtmlElement | None:
    """The figure around a picture, else the smallest box named like one that also holds its caption."""
    named: HtmlElement | None = None
    node = image.getparent()
    for _ in range(7):
        if node is None or node is root or node is container or node.tag in ("body", "article", "main"):
            break
        if node.tag == "figure":
            after = node.getnext()
            if (
                not any(True for _ in node.iterdescendants("figcaption"))
                and after is not None
                and (after.tag == "figcaption" or _CAPTION.search(classes(after)))
            ):
                return node.getparent() if len(node.getparent()) <= 3 else node
            return node
        if len(list(node.iterdescendants("p"))) > 3:
            break
        if _CAPTION.search(classes(node)) or any(
            _CAPTION.search(classes(child)) or _CREDIT.search(classes(child))
            for child in node.iterdescendants("div", "p", "span", "figcaption", "small", "em")
        ):
            return node
        if named is None and _HOLDER.search(classes(node)):
            named = node
        node = node.getparent()
    return named


def _lines(holder: HtmlElement) -> tuple[str | None, str | None]:
    """(caption, credit) printed in a figure. The credit's own element, where there is one, is cut from the caption."""
    credit_element = next(
        (
            element
            for element in holder.iterdescendants(
                "span", "div", "p", "small", "cite", "em", "figcaption", "a", "li", "dd"
            )
            if (
                _CREDIT.search(classes(element))
                or element.get("itemprop") in ("copyrightHolder", "author", "creditText")
            )
            and not _CAPTION.search(classes(element).replace("credit", ""))
            and 1 < len(inline_text(element)) < 250
        ),
        None,
    )
    credit = inline_text(credit_element) if credit_element is not None else None
    texts: list[str] = []
    for element in holder.iterdescendants("figcaption"):
        texts.append(inline_text(element))
    if not any(texts):
        for element in holder.iterdescendants("div", "p", "span", "small", "em", "dd"):
            if _CAPTION.search(classes(element)) and (text := inline_text(element)):
                texts.append(text)
                break
    caption = next((text for text in texts if text), None)
    if caption and credit:
        if caption == credit:
            return None, credit
        if caption.endswith(credit):
            caption = caption.removesuffix(credit)
        elif caption.startswith(credit):
            caption = caption.removeprefix(credit)
        else:
            caption = caption.replace(credit, " ", 1)
        caption = clean(caption).strip(" |/–—-") or None
    return caption, credit


def _key(url: str) -> str:
    return url.split("?")[0].split("#")[0]


def _name(url: str | None) -> str:
    """The file's name: sizes and crops change the path and the query, seldom the name."""
    if not url:
        return ""
    name = _key(url).rstrip("/").rsplit("/", 1)[-1].lower()
    return re.sub(r"[-_]\d{2,4}x\d{2,4}(?=\.)|-scaled(?=\.)", "", name) if len(name) >= 8 else _key(url).lower()
