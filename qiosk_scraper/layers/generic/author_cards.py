"""Authors marked below the text, in the foot of their entry: none of the cards of readers, the house or a seller."""

from __future__ import annotations

from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import in_article, order, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.names import is_person
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_FOOT = 60
"""Elements below the text among which its author is still named."""
_MOST_BOXES = 50
_OF_OTHERS = NamePattern(
    r"comment|komment|coment|respon[sd]|reacti|réacti|reakti|reaktion|repl(?:y|ies)|discuss|disqus|forum|guestbook|imprint|"
    r"impressum|publisher|advert|anzeige|sponsor|(?:^|[\s_-])ads?(?:$|[\s_-])|kontakt|contact|avis(?:$|[\s_-])"
)
"""Of boxes in whose cards readers, the house or sellers stand."""
_CONTACT = NamePattern(r"(?:^|[\s_-])(?:tel|adr|street-address|telephone|phone)(?:$|[\s_-])")


def marked_below(page: Page) -> str | None:
    """Who is marked as author right below the text, where hAtom and microdata print it in the entry's foot."""
    end = scope(page).end
    for css in ("[itemprop~=author] [itemprop~=name]", ".vcard .fn", "[rel~=author]", "[itemprop~=author]"):
        for marked in page.select(css):
            text = inline_text(marked) if end <= order(page)[marked] < end + _FOOT else ""
            card = css == ".vcard .fn"
            if (
                2 < len(text) <= 80
                and not (card and ("org" in classes(marked).split() or not is_person(text)))
                and not (css == "[itemprop~=author]" and not is_person(text.partition(",")[0]))
                and in_article(page, marked, after_text=True)
                and _is_of_entry(page, marked, card=card)
            ):
                return text
    return None


def _is_of_entry(page: Page, element: HtmlElement, *, card: bool) -> bool:
    """Whether an element below the text is in no box of readers, of the house or of a seller; a card must stand in
    the very entry that holds the text, for there are cards of all kinds."""
    container = scope(page).container
    for node in islice(element.iterancestors(), _MOST_BOXES):
        if container is not None and page.index.holds(node, container):
            return not card or any(_is_entry(above) for above in (node, *islice(node.iterancestors(), _MOST_BOXES)))
        if node is container:
            return not card
        if node.tag == "article" or _OF_OTHERS.search(classes(node)):
            return False
        if card and (page.index.below(node, "p") if node.tag == "li" else _is_contact(node)):
            return False
    return False


def _is_entry(node: HtmlElement) -> bool:
    kind = (node.get("itemtype") or "").rstrip("/")
    return node.tag == "article" or "hentry" in classes(node) or kind.endswith(("Article", "Posting", "Report"))


def _is_contact(node: HtmlElement) -> bool:
    """Whether a card gives a telephone or a street: who is to be called, not who wrote."""
    return "vcard" in classes(node) and any(
        _CONTACT.search(classes(part)) or (part.get("href") or "").startswith("tel:")
        for part in islice(node.iterdescendants(), _FOOT)
    )
