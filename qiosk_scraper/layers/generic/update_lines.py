"""Lines of the article's own head or foot that tell when it was updated, and what else speaks of updates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.generic.scope import first_paragraph, in_article, scope
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.byline_moments import LEADING
from qiosk_scraper.normalise.bylines import split_names
from qiosk_scraper.normalise.calendar_words import MONTHS, folded_word
from qiosk_scraper.normalise.calendars import western
from qiosk_scraper.normalise.names import are_people
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.page import Page

MODIFIED = re.compile(
    r"modif|updat|aktualis|geändert|mise?[\s-]?[aà][\s-]?jour|actualiz|aggiorn|atualiz|revised|uppdater|oppdater|opdater|"
    r"bijgewerkt|обновл|更新|수정|aktualiz|päivitet|ažurir|posodobljen|izmenjen|frissít|güncelle|ενημέρωσ|оновлен|"
    r"последна промяна|променена|diperbarui|dikemas ?kini|cập nhật|อัปเดต|ปรับปรุง|تحديث|تعديل|به‌روزرسانی|עודכן|עדכון|"
    r"अपडेट|আপডেট|修改",
    re.IGNORECASE,
)
PUBLISHED = re.compile(
    r"(?<!\w)(?:published|posted|publi[ée]e?|publicad[oa]|pubblicato|veröffentlicht|erstellt|gepubliceerd|publicerad|"
    r"publisert|udgivet|julkaistu|opublikowano|publikováno|publicat|опубликовано|опубліковано|yayınlanma(?: tarihi)?|"
    r"oluşturulma(?: tarihi)?|प्रकाशित|প্রকাশ|发布|發布|등록|입력|نشر|פורסם|diterbitkan)(?!\w)",
    re.IGNORECASE,
)
LOOKS_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d\s*年|\d{4}-\d\d-\d\d")
_LONGEST = 80
_MOST_PIECES = 12
"""Elements of a line that tells dates."""
_BELOW = 60
"""Elements after the headline among which its dates are printed."""
_LAST = 8
_FOOT = 30
"""Elements at the text's end, and behind it, among which the article's foot is."""
_INLINE = frozenset(("span", "b", "strong", "i", "em", "small", "time", "a", "font", "abbr", "label", "u", "mark"))
MASTHEAD = NamePattern(r"mast-?head|top-?bar|(?:site|page|global)-?(?:header|head|bar)|ticker")
_LABEL_REST = re.compile(r"[^\W\d_]*")
_UNTIL_DATE = re.compile(r"[^\d!?]{0,40}(?=\d)")
_WORD = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"\s[|•·(–—]|[;()]|\s-\s")
_SHORT_WORDS = f"""
    {LEADING} de del o d z u v h i a an and by pm am uhr klo kl lúc ngày date time data datum dátum fecha page est edt
    gmt utc pst pdt cet cest local la las los às ore alle om i в г года у о τις στις ve a las tarihinde pukul pada hari
    lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta feira maandag dinsdag
    woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag
    søndag maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina poniedziałek wtorek środa
    czwartek piątek sobota niedziela pondělí úterý středa čtvrtek pátek neděle среду пятницу субботу pazartesi salı
    çarşamba perşembe cuma cumartesi pazar
"""
_TIME_WORDS = frozenset(word.casefold() for word in _SHORT_WORDS.split())
"""What stands between a label and its date, or behind that, beside months."""
_NOTICE = f"""
    {LEADING} this the article story page post report piece was were has have been is most recently content dieser
    dieses artikel beitrag text seite wurde zuletzt letzte letzter letztes latest dernière cet article a été la dernière
    última ultima ultimo último artigo foi esta nota fue ha sido questo articolo è stato senast senest sist sidst laatst
    dit is artikel ostatnia ostatnio artykuł naposledy poslední článek son haber terakhir artikel ini lần cuối date data
    datum fecha dátum by l o
"""
_NOTICE_WORDS = frozenset(word.casefold() for word in _NOTICE.split())
"""What a notice says of itself before the label: `This article was last`."""


def printed_update(page: Page) -> str | None:
    """The date behind a word such as `updated`, of a line in the article's own head or foot that says nothing else."""
    for element in _ends(page):
        for text, around in ((element.text, element), (element.tail, element.getparent())):
            if not text or len(text) > 2 * _LONGEST or around is None or (said := MODIFIED.search(text)) is None:
                continue
            if not in_article(page, around, after_text=page.index.place[element] > scope(page).end):
                continue
            if is_of_masthead(page, around):
                continue
            opens = not text[: said.start()].strip() and (element.tag == "br" or not said[0][0].islower())
            line = _line(page, around)
            for box in (line, line.getparent()):
                if box is None or page.index.size(box) > _MOST_PIECES:
                    break
                whole = clean(" ".join(box.itertext()))
                label = MODIFIED.search(whole)
                if label is None or len(whole) > 2 * _LONGEST:
                    break
                if not _may_precede(whole[: label.start()], opens=opens):
                    break
                if date := _date_behind(whole, label):
                    return date
    return None


def _ends(page: Page) -> Iterator[HtmlElement]:
    """The elements of the article's head, then those of its foot."""
    here = scope(page)
    elements = page.index.elements
    if here.heading is not None:
        at = page.index.place[here.heading]
        yield from elements[max(at - 12, 0) : min(at + _BELOW, max(here.text, at, first_paragraph(page)) + 6)]
    if here.container is not None:
        last = here.end
        if here.root.tag not in _WHOLE:
            last = min(here.end + _FOOT, page.index.ends[page.index.place[here.root]])
        yield from elements[max(here.end - _LAST, here.text + 6) : last]


_WHOLE = frozenset(("html", "body"))


def is_of_masthead(page: Page, element: HtmlElement) -> bool:
    """Whether an element above the headline tells of the whole site: it stands outside of the article's box."""
    here = scope(page)
    if here.heading is None or page.index.place[element] >= page.index.place[here.heading]:
        return False
    around = element
    while (above := around.getparent()) is not None and not page.index.holds(above, here.heading):
        around = above
    own = any(node.tag in ("article", "main") for node in around.iterancestors())
    for node in here.heading.iterancestors():
        if node is above or own:
            break
        if node is here.root or node.tag in ("article", "main"):
            return True
    return not own and (around.tag == "header" or MASTHEAD.search(classes(around)) is not None)


def _line(page: Page, element: HtmlElement) -> HtmlElement:
    """The box of the whole line in which an element stands."""
    line = element
    for _ in range(3):
        parent = line.getparent()
        if line.tag not in _INLINE or parent is None or page.index.size(parent) > _MOST_PIECES:
            break
        if any(child.tag not in _INLINE and child.tag != "br" for child in parent):
            break
        line = parent
    return line


def _may_precede(before: str, *, opens: bool) -> bool:
    """Whether the words before a label leave it a notice: none, `This article was last`, a name, another date.
    `opens`: whether the label begins a piece of its own, in a capital letter."""
    words = before.split()
    while words and words[-1].casefold().strip(".:") in _NOTICE_WORDS:
        words.pop()
    if not words or (opens and len(words) <= _FEW_WORDS):
        return True
    rest = " ".join(words)
    if rest[-1] in "|•·:" or words[-1] in ("-", "–", "—") or (len(words) <= 2 and min(words[-1]) > "\u0590"):
        return True
    return len(words) <= 2 * _FEW_WORDS and ((any(map(str.isdigit, rest)) and _is_of_time(rest)) or _names_people(rest))


_FEW_WORDS = 6
"""Words of a name and a paper before a label that begins a piece of its own."""


def _names_people(text: str) -> bool:
    names = split_names(text)
    return bool(names) and all(map(are_people, names))


def _date_behind(line: str, label: re.Match[str]) -> str | None:
    """The date behind a label, where little else stands before it or behind."""
    rest = _LABEL_REST.match(line, label.end())
    start = rest.end() if rest is not None else label.end()
    if (lead := _UNTIL_DATE.match(line, start)) is None:
        return None
    month = lead.start() + len(lead[0].rstrip().rpartition(" ")[0])  # `Updated January 16, 2020`
    named = folded_word(line[month : lead.end()].strip(" .")) in MONTHS
    date = line[month if named else lead.end() :].lstrip()[:_LONGEST]
    marked = lead[0].lstrip()[:1] in (":", "：")
    if not LOOKS_DATED.search(western(date)[:45]) or not (marked or _is_of_time(lead[0])):
        return None
    tail = _MARK.split(date, maxsplit=1)[0]
    return date if _is_of_time(tail) else None


def _is_of_time(text: str) -> bool:
    """Whether the words of a text are those of dates and times, or names: `rules` and `hold` are none."""
    return all(
        word.casefold() in _TIME_WORDS or not word[0].islower() or folded_word(word) in MONTHS
        for word in _WORD.findall(text)
    )
