"""What the classes around pictures say: a box for a picture, its caption, its credit, or something else.

Collected from the pages of 83 publishers of 2023 to 2026 and from what is publicly known of another 150: words of
English, German, French, Spanish, Italian, Dutch, Polish and Scandinavian newsrooms, with their abbreviations.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.credit_signs import is_sentence
from qiosk_scraper.normalise.text import inline_text

CREDIT = NamePattern(
    r"credit|copyright|quelle|nachweis|fotograf|(?:image|photo|media|picture|caption|foto|bild|img)s?-?_*(?:desc(?:ription)?-?_*)?(?:source|author|by|autor|owner|rights?|copy|agency|maker|provider)|"
    r"(?:^|[\s_-])(?:source|photographer|fotograf|attribution|agency|agence|rights|quelle|fonte|fuente|firma|kilde|"
    r"autor|crédit|credito|author|byline|by|copy|(?:fig|img|image|photo)\w*caption\w*meta|kredit|zdroj|bron|valokuvaaja)(?:$|[\s_-])"
)
CAPTION = NamePattern(
    r"caption|cutline|legend|cptn|(?<!wp-block-)(?:image|img|pic|media|photo|picture|asset|foto|bild|thum[bm]?|fig(?:ure)?)-?_*(?:text|txt|bu|description|desc|title|"
    r"subtitle|info|note|lead|sub|meta)(?:$|[\s_-])|(?:image|img|media|photo|picture|figure)-?_*(?:block|item|box|wrap(?:per)?|content)-?_*"
    r"(?:text|description|desc|title|info)(?:$|[\s_-])|media--lead|bildunterschrift|bildtext|didascalia|pie-?(?:de-?)?foto|wp-caption-text|"
    r"fig\w*_txt|onderschrift|bijschrift|billedtekst|bildetekst|kuvateksti|podpis|popisek|epigrafe|leyenda"
)
PERSON = NamePattern(r"(?:^|[\s_-])(?:author|byline|by|autor|firma|agency|source|copy)(?:$|[\s_-])")
"""Names of a picture's maker inside a figure, of the article's anywhere else."""
ARTICLES_MAKER = NamePattern(r"(?:^|[\s_-])(?:author|byline|autor|firma)(?:$|[\s_-])")
"""Of these, the words that name who wrote, where a box is no `figure`."""
OF_PICTURE = NamePattern(r"image|img|photo|picture|media|foto|bild|credit|copyright")
OTHER_TEXT = NamePattern(r"share|social|button|counter|count-?label|lightbox|fullscreen|gallery-?link|zoom|tooltip")
BOX = NamePattern(
    r"(?:^|[\s_-])(?:lead-?)?(?:figure|image|img|photo|picture|pic|media|foto|bild|thumb|imgbox\w*|leadmedia|illustration)s?(?:$|[\s_-])|"
    r"(?:image|img|photo|picture|pic|media|foto|bild)-?_*(?:box|wrap(?:per)?|container|holder|block|area|group|frame|inner|embed)|imagen?-|"
    r"(?:box|wrap(?:per)?|lead|main|article|post|story|top|cover|featured?)-?_*(?:image|img|photo|picture|pic|foto|bild)"
)
"""A box for one picture, where no `figure` is."""
NO_BOX = NamePattern(
    r"author|byline|avatar|teaser|related|card|headline|header-?text|dek|standfirst|summary|excerpt|promo|gallery|slide|"
    r"carousel|video|player|embed-|newsletter|(?:^|[\s_-])(?:lead|intro|lede|body|date|time|meta)(?:$|[\s_-])"
)
"""A box with other text than a picture's lines."""
_CREDIT_OF_CAPTION = re.compile(
    r"(?:caption|legend|descr\w*|image|img|photo|picture|media|figure|foto|bild)[\w-]*?[_-]+"
    r"(?:source|author|copyright|agency|byline|rights|photographer|owner|quelle)\b"
)

_ENDS_IN_CREDIT = NamePattern(r"(?:credits?|copyright|quelle|nachweis|fotograf)(?:$|\s)")


_SAID_IN = ("data-testid", "data-component", "data-qa", "data-test", "data-type", "data-role")


def named(element: HtmlElement) -> str:
    """What an element is called: class and id, or where classes are drawn by lot the names that a site's own scripts
    and tests know it by (`data-testid="photo-credit"`)."""
    attributes = element.keys()
    said = [value for name in _SAID_IN if name in attributes and (value := element.get(name))]
    if "-" in element.tag:  # `<photo-credit>`
        said.append(element.tag)
    return f"{classes(element)} {' '.join(said).lower()}" if said else classes(element)


def says_caption(element: HtmlElement) -> bool:
    """Whether an element is a picture's caption by its tag or its class."""
    return element.tag == "figcaption" or CAPTION.search(named(element)) is not None


def names_both(element: HtmlElement) -> bool:
    """Whether a box is named for caption and credit together; `caption__source` is the credit's alone."""
    name = _CREDIT_OF_CAPTION.sub("", named(element))
    return CAPTION.search(name.replace("credit", "")) is not None and element.tag != "cite"


def surely_credit(element: HtmlElement) -> bool:
    """Whether the name of an element within a caption ends in a word for credits: `caption__credit`."""
    return _ENDS_IN_CREDIT.search(named(element)) is not None and not is_sentence(inline_text(element))


_MOST_OF_LIST = 16


_LONGEST_DETAIL = 100
"""Characters of a title or a maker; a person's portrait may have a paragraph beside it."""


def is_picture_list(element: HtmlElement) -> bool:
    """Whether a `dl` is a picture with its title and maker as terms and details, as SPIP sets them."""
    if element.tag != "dl" or next(islice(element.iter(), _MOST_OF_LIST, None), None) is not None:
        return False
    first = next(iter(element), None)
    if first is None or first.tag != "dt" or next(first.iter("img"), None) is None:
        return False
    return all(len(inline_text(one)) <= _LONGEST_DETAIL for one in element.iterchildren("dd"))


def is_box(element: HtmlElement) -> bool:
    """Whether an element is named as the box of a picture and nothing else."""
    name = named(element)
    return (
        element.get("role") == "figure"
        or element.get("data-for") == "picture"
        or (BOX.search(name) is not None and NO_BOX.search(name) is None)
    )
