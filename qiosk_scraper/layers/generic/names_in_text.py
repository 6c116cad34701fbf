"""Bylines that no class or attribute marks: a line `By …` below the headline, a name beside the date, a name as the
first paragraph (weeklies whose system knows the editor's account alone; two of 83 publishers seen 2025)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.body import all_blocks
from qiosk_scraper.layers.generic.scope import in_article, scope
from qiosk_scraper.layers.generic.update_lines import LOOKS_DATED, PUBLISHED
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.byline_labels import COLON_LABEL, LABEL, LABEL_ALONE, labelled_people
from qiosk_scraper.normalise.byline_makers import writers_only
from qiosk_scraper.normalise.byline_moments import without_moments
from qiosk_scraper.normalise.byline_roles import ROLE
from qiosk_scraper.normalise.bylines import split_names
from qiosk_scraper.normalise.calendars import western
from qiosk_scraper.normalise.datelines import reporters
from qiosk_scraper.normalise.given_names import bears_given_name
from qiosk_scraper.normalise.names import are_people, is_person
from qiosk_scraper.normalise.places import begins_a_place, is_place
from qiosk_scraper.normalise.text import clean, fold, inline_text, text_pieces
from qiosk_scraper.page import Page

_LABELLED = re.compile(
    r"^(?:(?:(?:words|submitted|posted|written|story|text|(?:live )?reporting|reported|interview|essay|review)\s+)?by|"
    r"(?:escrito|publicado)\s+por|"
    r"eine?\s+(?:interview|gespräch|analyse|kommentar|gastbeitrag|reportage|essay|kolumne|porträt|rezension|leitartikel|glosse)\s+von|"
    r"aus\s+[^\W\d_][\w-]+\s+berichte(?:t|n)|[\u3400-\u9fff]{0,8}(?:记者|記者)|"
    r"von|par|por|di|door|af|av|words(?=:)|(?:texto|texte|testo|text)(?:\s(?:de|di|von|av|af))?|autor|기자명|"
    r"automaton|author|auteur|teksti|tekst|penulis|yazan|autorin|reporter|"
    r"oleh|pewarta|tác giả|yazar|автор|текст|piše|autorka|γράφει|كتب|كتبت|بقلم|लेखक|מאת)\b\s*:?\s+"
    r"(?P<rest>\S.{1,100})$",
    re.IGNORECASE,
)
_OF_THE_TEXT = re.compile(r"(?:texto?|testo|teksti?|текст)\s+(?!:)", re.IGNORECASE)
_IN_LINE = re.compile(
    r"(?<![\u3400-\u9fff])(?:(?:作者|撰文|[记記]者)\s*[:：]|[记記]者\s)\s*"
    r"(?P<name>[\u3400-\u9fff]{2,4}(?:[、 ][\u3400-\u9fff]{2,4}){0,3})"
    r"(?=\s*(?:$|[|丨（(]|\s[\u3400-\u9fff]{2,6}[:：]|[\u3400-\u9fff]{2,4}(?:報導|报道)$))"
)
"""`2026-03-04 来源：新华社 作者：王晓明 编辑：李静`"""
_PLACED = re.compile(r",?\s+(?:in|on|at|\||·|•|-|–|—)\s+.*$")
_BELOW = 40
"""Elements after the headline among which a byline is looked for."""
_PARTS = frozenset(("span", "p", "small", "em", "strong", "b"))
_LONGEST_NAME = 40
_MOST_PARTS = 20
"""Elements of a line."""
_END = 12
"""Elements at the text's end among which a signature is looked for."""


def _is_writer(text: str) -> bool:
    """Whether what stands alone is a person rather than a place or a cheer."""
    return is_person(text) and text[-1] not in "!?:" and not begins_a_place(text)


def opening_name(page: Page) -> str | None:
    """The person whose name is the whole first paragraph."""
    for block in islice(all_blocks(page), 1):
        text = block.text
        if (
            block.type == "paragraph"
            and len(text) <= _LONGEST_NAME
            and len(text.split()) <= 4
            and "," not in text
            and _is_writer(text)
        ):
            return text
    return None


def dateline_names(page: Page) -> list[str]:
    """The reporters that the text's first lines name: `（中央社記者王小明台北12日電）`, `[산들신문 이도현 기자]`."""
    blocks = all_blocks(page)
    signed = (block for block in blocks[-3:] if len(block.text) <= _LONGEST_NAME)
    return next((names for block in (*blocks[:3], *signed) if (names := reporters(block.text))), [])


def closing_label(page: Page) -> str | None:
    """The people of a line with a label below the text: `Author: Ann Lee`."""
    lines = (block.text for block in reversed(all_blocks(page)[-_LAST:]) if len(block.text) <= _LONGEST_LINE)
    return next((people for line in lines if (people := labelled_people(line))), None)


_LAST = 6
"""Blocks at the text's end among which a line with a label is looked for."""


def closing_name(page: Page) -> str | None:
    """The person who signs below the text: a name set apart at its end, at the right or in other letters."""
    here = scope(page)
    if here.container is None:
        return None
    at = page.index.place[here.container]
    for element in reversed(page.index.elements[at:][: page.index.size(here.container)][-_END:]):
        if element.tag not in ("p", "div") or any(True for _ in element.iterdescendants("p", "div", "li", "a", "img")):
            continue
        text = inline_text(element)
        if not text:
            continue
        if not 4 < len(text) <= _LONGEST_NAME or "," in text or not _is_writer(text):
            return None
        style = (element.get("style") or "").replace(" ", "").lower()
        inner = [child for child in element if child.tag in ("strong", "b", "em", "i")]
        apart = "text-align:right" in style or element.get("align") == "right"
        return text if apart or (len(inner) == 1 and inline_text(inner[0]) == text) else None
    return None


def labelled_line(page: Page) -> str | None:
    """What follows `By` in a short line between headline and text."""
    for element in _below_headline(page):
        if element.tag in ("dt", "div") and (name := _behind_label(element)) and in_article(page, element):
            return name
        if element.tag == "time" and (match := _LABELLED.match(clean(element.tail or ""))):
            name = _PLACED.sub("", match["rest"]).strip(" ,;|(")
            if is_person(name) and in_article(page, element):
                return name
        if element.tag not in ("p", "div", "span", "small", "li", "em", "strong", "b", "font", "cite"):
            continue
        boxes = len(element) and next(element.iterdescendants("p", "div", "li", "h2"), None) is not None
        if not boxes and any(line.getparent() is not element for line in element.iterdescendants("br")):
            continue  # a box around lines of which one may be the byline
        text = clean(element.text or "") if boxes else _first_line(element)
        if not text:
            continue
        if " | " in text and len(text) < 140:
            text = next((piece for piece in text.split(" | ") if _LABELLED.match(piece)), text)
        if len(text) < 140 and ("者" in text or "撰文" in text) and (inside := _IN_LINE.search(text)):
            return inside["name"]
        if dated := _DAY.match(text):
            text = text[dated.end() :].lstrip(" ,|·•–—-")
        if len(text) < 140 and (match := _LABELLED.match(text)) and in_article(page, element):
            if any(_LABELLED.match(inline_text(child)) for child in islice(element, 4) if child.tag in _PARTS):
                continue  # that part alone is the byline
            name = writers_only(_PLACED.sub("", match["rest"]).strip(" ,;|"))
            if _OF_THE_TEXT.match(text) and not all(map(is_person, split_names(name) or [""])):
                continue  # `Text size`
            if name and (name[0].isupper() or not name[0].isascii()) and len(name.split()) <= 8:
                return name
    return None


def _behind_label(label: HtmlElement) -> str | None:
    """The name in the box behind a label's: `<div>Words</div><div>Ann Lee</div>`."""
    told = label.getnext()
    if (
        told is None
        or told.tag not in ("dd", "div")
        or next(islice(label.iter(), _MOST_OF_LABEL, None), None) is not None
    ):
        return None
    if not LABEL_ALONE.fullmatch(inline_text(label).rstrip(" :")):
        return None
    name = inline_text(told)
    return name if 2 < len(name) <= _LONGEST_NAME and (label.tag == "dt" or is_person(name)) else None


_MOST_OF_LABEL = 6
"""Elements of a label's box."""


def labelled_text(page: Page) -> str | None:
    """The whole of that line, as printed."""
    name = labelled_line(page)
    if name is None:
        return None
    for element in _below_headline(page):
        if name in (element.text_content() if page.index.size(element) <= _MOST_PARTS else ""):
            for piece in (_first_line(element), *_first_line(element).split(" | ")):
                if len(piece) < 140 and _LABELLED.match(piece) and name in piece:
                    return piece
    return None


def _first_line(element: HtmlElement) -> str:
    """An element's text up to its first break, which may stand in it or between its children."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "br":
            break
        pieces += [inline_text(child), child.tail or ""]
    return clean(" ".join(pieces)) or inline_text(element)


def beside_date(page: Page) -> str | None:
    """A person's name right before or behind the date below the headline."""
    for element in _below_headline(page):
        if element.tag not in ("span", "div", "p", "a", "b", "strong") or len(element) > _MOST_PIECES + 1:
            continue
        text = inline_text(element).strip(" |,·•-–—")
        if len(text) <= _LONGEST_LINE and (name := _named_with_date(text)) and not _is_section(page, name):
            return name
        if text and len(text) <= _LONGEST_DATED and (names := _people_with_date(page, element, text)):
            return names
        if (
            len(element) <= 1
            and 4 < len(text) <= _LONGEST_NAME
            and "," not in text
            and _is_writer(text)
            and (_is_beside_date(element) or _is_before_role(element))
            and not _is_section(page, text)
        ):
            return text
    return None


_DATE = re.compile(r"\d{1,2}[./\- ]\w+[./\- ]\d{4}|[^\W\d]{3,9}\.? \d{1,2}, \d{4}")


def _is_section(page: Page, text: str) -> bool:
    """Whether what looks like a name is a section's: `Human Rights | 3 May 2025`; no surname is (`Ada Rights`), nor
    whoever has a blog of her own (`/blogs/ada-brandt/`)."""
    words = text.casefold().split()
    if bears_given_name(text):
        return False
    return not _OF_SECTIONS.isdisjoint(words) or "-".join(words) in urlsplit(page.url).path.casefold()


_SECTIONS = """
rights change estate paper papers policy affairs arts sports health education science business culture politics economy
finance technology environment analysis opinion subscribers members review reviews research release blog security energy
climate food travel lifestyle entertainment local features stories development
"""
_OF_SECTIONS = frozenset(_SECTIONS.split())


def _named_with_date(line: str) -> str | None:
    """The one person of a line that holds a name and a date, and nothing else but signs: `Ann Lee | 3 May 2025`."""
    pieces = [clean(piece) for piece in _SIGNS.split(line)]
    names = [piece for piece in pieces if piece[-1:].isalpha() and is_person(piece) and not _names_a_thing(piece)]
    dated = [piece for piece in pieces if _DAY.fullmatch(piece)]
    return names[0] if len(names) == 1 and dated and len(pieces) <= _MOST_PIECES else None


def _people_with_date(page: Page, element: HtmlElement, line: str) -> str | None:
    """The people of a line that tells a date, too, by their given names or a reporter's label."""
    if (
        _SENTENCE.search(line)
        or not any(map(str.isdigit, line))
        or not LOOKS_DATED.search(western(line))
        or not in_article(page, element)
    ):
        return None
    if any(node.tag == "figure" or _OF_PICTURE.search(classes(node)) for node in _with_boxes(element)):
        return None
    heading = scope(page).heading
    title = fold(inline_text(heading)) if heading is not None else ""
    said = text_pieces(element)
    if any(_OF_SOUND.match(piece) for piece in said):
        return None
    pieces = [without_moments(piece) for piece in said]
    found = [name for piece in pieces for name in _named_in(piece) if fold(name) not in title]
    if sum(len(piece.split()) for piece in pieces) - sum(len(name.split()) for name in found) > _MOST_BESIDE:
        return None
    return " | ".join(found) if 0 < len(found) <= _MOST_WRITERS else None


def _with_boxes(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from islice(element.iterancestors(), 4)


_SENTENCE = re.compile(r",\s\d{1,3},\s|(?:[^\W\d_]{4}|\b(?:19|20)\d\d)[.!?]$")
"""`Ann Lee, 34, moved here in March 2024`, or the end of a sentence."""
_OF_PICTURE = NamePattern(r"caption|credit|photo|picture|image|legend|foto|bild")


def _named_in(bare: str) -> list[str]:
    if not bare or PUBLISHED.match(bare) or _SOURCE.match(bare):
        return []
    names = split_names(bare)
    if LABEL.match(bare) or COLON_LABEL.match(bare) or _REPORTER.search(bare):
        return [name for name in names if is_person(name) or _HAN_NAME.fullmatch(name)]
    return [
        name
        for name in names
        if is_person(name) and bears_given_name(name, family_first=True) and not _names_a_thing(name)
    ]


_OF_SOUND = re.compile(r"(?:audio|video|vídeo|podcast)\b|\d{1,2}:\d\d\s?min", re.IGNORECASE)
"""A line of a player tells who speaks in it."""
_MOST_BESIDE = 6
"""Words of labels and roles beside the names; a sentence has more."""
_LONGEST_DATED = 130
_MOST_WRITERS = 3
_REPORTER = re.compile(r"기자|특파원|[记記]者")
_SOURCE = re.compile(r"\W*(?:来源|來源|出典|출처)")
_HAN_NAME = re.compile(r"[\u3400-\u9fff々]{2,5}|[\uac00-\ud7af]{2,4}")


def _names_a_thing(text: str) -> bool:
    """Whether a text of a name's shape is a town's, a section's or a kind of page's: `Tel Aviv`, `Case Study`; none is
    that begins with a common given name."""
    if bears_given_name(text):
        return False
    return begins_a_place(text) or is_place(text) or not _THINGS.isdisjoint(text.casefold().split())


_KINDS = """
aktuell aktuelle aktuelles aktuellen neue neues neueste neuesten letzte thema themen meldung meldungen nachricht
artikel beitrag beiträge bericht berichte pressemitteilung pressemeldung mitteilung mitteilungen kommentar meinung
actualité actualités dernière dernières article articles communiqué communiqués dossier dossiers lecture
noticia noticias última últimas último últimos artículo artículos comunicado tiempo lectura notizie notizia ultime
breaking latest recent update updates headline headlines announcement announcements event events cases study
studies report reports statement statements release releases notice column columns interview interviews podcast podcasts
episode webinar newsletter newsletters guides tips insight insights project projects programme programs series
special reading time minute minutes featured feature features exclusive live trending popular sponsored general
uncategorized view views comment commentary explainer fact facts question questions answers letters obituary obituaries
league championship championships premier champions football soccer cricket rugby tennis basketball hockey baseball
golf racing prix olympic olympics games liga copa serie campeonato championnat
courts supreme suprema high justice crime minister president presidential election elections campaign senate congress
parliament tribunal gericht military defence defense foreign domestic national regional district province
public social human civil community society market markets industry economic economics financial investing property
housing careers weather traffic transport innovation digital artificial intelligence media music movie movies film
films books television celebrity fashion wellness parenting recipes
"""
_THINGS = _OF_SECTIONS | frozenset(_KINDS.split())
"""Words of sections and kinds of pages, hardly one of which is a surname."""
_SIGNS = re.compile(r"\s[|·•–—/-]\s|[|·•]")
_DAY = re.compile(
    r"(?:[^\W\d]+,?\s)?(?:\d{1,2}\.?\s[^\W\d]+,?|[^\W\d]+\.?\s\d{1,2},?|\d{1,2}[./-]\d{1,2}[./-])\s?(?:19|20)\d\d"
)
_LONGEST_LINE = 80
_MOST_PIECES = 4


def _is_beside_date(element: HtmlElement) -> bool:
    for other in (element.getprevious(), element.getnext()):
        if other is None:
            continue
        if other.tag == "time" or (other.tag == "abbr" and other.get("title")) or _DATE.search(inline_text(other)[:40]):
            return True
    return False


def _is_before_role(element: HtmlElement) -> bool:
    """Whether the element right behind a name says what that person does: `<p>Ann Lee</p><p>Political editor</p>`."""
    after = element.getnext()
    if after is None or after.tag != element.tag or len(after) > 1:
        return False
    text = inline_text(after)
    return len(text) <= _LONGEST_NAME and ROLE.match(text) is not None and _OF_THE_PORTRAYED.match(text) is None


_OF_THE_PORTRAYED = re.compile(r"(?:author|host|director)\s+of\b|(?:co-?)?founder|ceo\b", re.IGNORECASE)
"""What is said of somebody who is written about: `Author of a book on power`."""


def head_text(page: Page) -> str:
    """What is printed between headline and text, for comparing."""
    here = scope(page)
    texts = [text for element in _below_headline(page) for text in (element.text, element.tail) if text]
    return fold(" ".join(texts)) if here.heading is not None else ""


def _below_headline(page: Page) -> list[HtmlElement]:
    here = scope(page)
    if here.heading is None:
        return []
    at = page.index.place[here.heading]
    return page.index.elements[at + 1 : min(at + _BELOW, max(here.text, at) + 10)]


def names_apart(element: HtmlElement) -> list[str]:
    """The people named in the pieces of a byline that stand beside each other without a word between; the first alone
    where the others tell what he does: `<b>Ann Lee</b><i>Harbour correspondent</i>`."""
    first, *others = text_pieces(element) or [""]
    if is_person(first) and 0 < len(others) < _MOST_ROLES and all(map(_tells_role, others)):
        return [first]
    texts = [text for child in element.iterdescendants() if len(child) == 0 and (text := inline_text(child))]
    names = [name for text in texts for name in split_names(text)]
    return names if len(texts) > 1 and len(names) > 1 and all(are_people(name) for name in names) else []


def _tells_role(text: str) -> bool:
    if _LOWER_WORD.search(text) is None or are_people(text):
        return False  # `Marco della Rovere` wrote it, too
    return not any(is_person(" ".join(pair)) for pair in pairwise(text.split()))


_MOST_ROLES = 3
_LOWER_WORD = re.compile(r"\s[a-zà-ÿ]{4,}")
