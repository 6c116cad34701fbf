"""What readers wrote below an article, on pages that give it no name of its own: below a heading that counts comments,
or boxes made alike that each tell who wrote when and offer an answer."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import HEADINGS
from qiosk_scraper.layers.generic.container import live_entries
from qiosk_scraper.layers.generic.openers import DATED
from qiosk_scraper.layers.generic.weights import weights
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

_WORD = (
    r"comments?|responses?|kommentare?|commentaires?|réactions?|comentarios?|comentários?|commenti|reacties|kommentarer|"
    r"kommentit|kommenttia|komentarz[ey]?|komentáře?|komentářů|hozzászólás(?:ok)?|комментари[йияев]+|коментар[іяів]+|"
    r"σχόλια|yorum(?:lar)?|komentar|maoni|bình luận|コメント|评论|評論|留言|댓글|ความคิดเห็น|التعليقات|"
    r"تعليقات?|תגובות|نظر(?:ها)?|टिप्पणिया[ँं]|মন্তব্য|கருத்து(?:க்)?கள்|imibono|opmerkings"
)
_COUNTED = re.compile(
    rf"\d{{1,6}}\s*(?:{_WORD})(?:\s+[^\W\d]{{1,4}}\s+[“”\"«„'‘].*|\W*)|(?:{_WORD})\s*[(（]\s*\d{{1,6}}\s*[)）]",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"(?:{_WORD})\s*:?", re.IGNORECASE)
_OF_CHAPTER = re.compile(
    r"responses?|comment|réactions?|reacties|kommentar|commentaire|comentario|comentário|commento|komentarz|komentář|"
    r"комментарий|коментар|yorum|コメント|评论|評論|留言|opmerkings|\W|\d",
    re.IGNORECASE,
)
"""Words that head a chapter as well: what the parties say, an opinion."""
_ANSWER = re.compile(
    r"(?:reply|antworten|beantworten|répondre|responder|rispondi|beantwoorden|reageer|reageren|antwoorden|svara?|vastaa|"
    r"odpowiedz|odpovědět|odpovedať|válasz|odgovori|răspunde|ответить|відповісти|отговори|απάντηση|yanıtla|cevapla|balas|"
    r"jibu|phản hồi|trả lời|返信|回复|回覆|回應|답글|ตอบกลับ|رد|الرد|پاسخ|הגב|השב|जवाब|উত্তর|பதில்)(?!\w)",
    re.IGNORECASE,
)
"""What a link or button below a comment says."""
_LONGEST_HEADING = 60
_MOST_HEADINGS = 200
_FEWEST_ABOVE = 2
"""Paragraphs above such a heading: the article has them."""
_LONGEST_ANSWER = 20
_LONGEST_STAMP = 90
_MOST_ANSWERS = 2_000
_MOST_IN_BOX = 150
_DEEPEST = 20
"""Levels between an answer and the list of comments."""
_BOXES = frozenset(("div", "li", "article", "section"))


def comments_of_readers(page: Page, container: HtmlElement) -> Iterator[HtmlElement]:
    """The outermost elements of the comments in an article's container."""
    yield from _below_heading(page, container)
    if not live_entries(page):
        yield from _with_answers(page, container)


def _below_heading(page: Page, container: HtmlElement) -> Iterator[HtmlElement]:
    """A heading such as `3 comments` below the text, or `Comments` above a form, and all that stands behind it."""
    index = page.index
    for heading in islice((one for tag in ("h2", "h3", "h4") for one in index.within(container, tag)), _MOST_HEADINGS):
        if index.size(heading) > _MOST_IN_BOX:
            continue
        text = inline_text(heading)
        if len(text) > _LONGEST_HEADING:
            continue
        counted = _COUNTED.fullmatch(text) is not None
        if not counted and not (_CALLED.fullmatch(text) and _is_answered_below(page, container, heading)):
            continue
        if not _OF_CHAPTER.sub("", text) and _heads_paragraph(heading, page):
            continue
        place, first = index.place[heading], index.place[container]
        if sum(first < index.place[one] < place for one in weights(page).own) < _FEWEST_ABOVE:
            continue
        node = heading
        yield heading
        while node is not container:
            yield from node.itersiblings()
            if (around := node.getparent()) is None:
                break
            node = around
        return


def _heads_paragraph(heading: HtmlElement, page: Page) -> bool:
    """Whether running text stands right below a heading, in no box: comments stand in some."""
    after = heading.getnext()
    return after is not None and after.tag == "p" and after in weights(page).own


def _is_answered_below(page: Page, container: HtmlElement, heading: HtmlElement) -> bool:
    place = page.index.place[heading]
    return any(page.index.place[one] > place for one in page.index.within(container, "textarea"))


def _with_answers(page: Page, container: HtmlElement) -> Iterator[HtmlElement]:
    """Boxes made alike, without headings, each of which begins with who wrote and when and ends with the same link to
    a place on the page, or the same button, that says `Reply`. Those of events, letters and updates say `Share`."""
    index = page.index
    offers: defaultdict[str, list[HtmlElement]] = defaultdict(list)
    for one in islice((*index.within(container, "a"), *index.within(container, "button")), _MOST_ANSWERS):
        if one.tag == "a" and not (one.get("href") or "#").startswith(("#", "?", "javascript:")):
            continue
        if len(one) <= 2 and 0 < len(text := inline_text(one)) <= _LONGEST_ANSWER and _ANSWER.match(text):
            offers[text].append(one)
    for alike in offers.values():
        if len(alike) < 2:
            continue
        around = set(islice(alike[0].iterancestors(), _DEEPEST))
        shared = next((node for node in islice(alike[1].iterancestors(), _DEEPEST) if node in around), None)
        if shared is None:
            continue
        boxes = [box for one in alike if (box := _child_around(shared, one)) is not None]
        make = {(box.tag, box.get("class")) for box in boxes}
        if len(boxes) == len(alike) and len(make) == 1 and all(_is_comment(page, box) for box in boxes):
            yield from boxes


def _child_around(shared: HtmlElement, inner: HtmlElement) -> HtmlElement | None:
    node = inner
    for around in islice(inner.iterancestors(), _DEEPEST):
        if around is shared:
            return node
        node = around
    return None


def _is_comment(page: Page, box: HtmlElement) -> bool:
    if box.tag not in _BOXES or page.index.size(box) > _MOST_IN_BOX or page.index.below(box, *HEADINGS):
        return False
    first = next(
        (text for one in box.iter("p", "div", "span", "header") if 0 < len(text := inline_text(one)) <= _LONGEST_STAMP),
        "",
    )
    return DATED.search(first) is not None and len(inline_text(box)) > len(first) + _LONGEST_ANSWER
