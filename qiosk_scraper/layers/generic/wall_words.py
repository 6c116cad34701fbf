"""Words and names of boxes by which a page keeps part of its text from readers."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.name_patterns import NamePattern
from qiosk_scraper.normalise.text import inline_text
from qiosk_scraper.page import Page

WALL_BOX = NamePattern(
    r"pay-?_*wall|reg-?_*wall|subscri(?:be|ber|ption)-?_*(?:wall|gate|only|required)|premium-?_*(?:wall|lock|gate|box)|"
    r"(?:content|article|story|meter)-?_*(?:gate|lock|barrier|wall)|offer-?_*wall|truncat|upgrade-?_*cta|members?-?_*(?:only|cta)"
)
_OF_THIS_TEXT = (
    r"(?:subscribe|sign up|register|log ?in|sign in|create an? (?:free )?account|become a (?:member|subscriber)).{0,40}"
    r"\bto (?:(?:continue|keep) reading(?! (?:the |our )?(?:comments|newsletter))|read (?:on(?=\W*$|[,.;:])|the rest|"
    r"the (?:full|whole)(?=\W*$| (?:article|story|text|post|piece|column|analysis|interview))|"
    r"this (?:article|story)(?!['’]s))|unlock)|"
    r"to (?:continue|keep) reading(?: this (?:article|story))?,? (?:subscribe|sign|register|log|please|become)|"
    r"(?:this|the (?:full|rest of (?:the|this)|whole)) (?:article|story|content|post) is "
    r"(?:only |exclusively |reserved )?(?:available )?(?:only )?(?:for|to) (?:our )?(?:pa(?:ying|id) )?"
    r"(?:subscribers|members)|"
    r"(?:continue|keep) reading this (?:article|story|post) (?:for free|with a)|"
    r"(?:jetzt|artikel|hier) (?:mit .{2,30} )?weiterlesen(?= mit|[.!]?$)|weiterlesen mit|"
    r"lesen sie (?:den ganzen|diesen) artikel mit|"
    r"dieser (?:artikel|inhalt|text) ist (?:exklusiv )?(?:nur )?(?:für|abonn)|"
    r"il vous reste \d+(?:[.,]\d+)? ?% (?:de cet article )?à lire|(?:la suite|cet article|contenu) (?:est |.{0,10})?"
    r"réservée? (?:à nos |aux )abonnés|pour lire la suite|"
    r"para (?:continuar|seguir) leyendo|(?:contenido|artículo) (?:exclusivo|solo) para suscriptores|"
    r"per continuare a leggere|(?:contenuto|articolo) (?:è )?riservato agli abbonati|"
    r"para continuar (?:lendo|a ler)|(?:conteúdo|artigo) exclusivo para assinantes|"
    r"dit artikel is (?:alleen |exclusief )?voor (?:onze )?abonnees|verder lezen\?|"
    r"(?:artikeln|artikkelen|artiklen|saken) (?:är|er) (?:(?:bara|endast|kun|bare) )?för? (?:våra |våre |vores )?"
    r"(?:abonnent|prenumerant)|"
    r"för att (?:fortsätta läsa|läsa (?:vidare|hela (?:artikeln|texten)|artikeln))|"
    r"for å lese (?:videre|hele (?:saken|artikkelen)|saken)|for at læse (?:videre|hele (?:artiklen|historien))|"
    r"aby (?:przeczytać|czytać dalej)|чтобы (?:до)?читать (?:дальше|полностью|статью)|"
    r"доступ(?:но|ен) (?:только )?(?:по подписке|подписчикам)|"
    r"この記事は(?:有料)?(?:会員)?(?:限定|記事)|残り[\d,]+文字|okumaya devam etmek için|"
    r"(?:bu|haberin) (?:içerik|haber|yazı|devamını okumak için).{0,20}(?:aboneler|abone ol|giriş yap)|"
    r"(?:dalsza część|reszta) (?:artykułu|tekstu).{0,24}(?:dla |w )(?:prenumer|subskry)|czytaj dalej z prenumeratą|"
    r"(?:pokračování|zbytek|celý) (?:článku|článek|textu|text).{0,20}předplat|chcete číst dál|"
    r"(?:článek|text) je (?:určen )?(?:jen |pouze )?(?:pro )?předplatitel|"
    r"tämä (?:artikkeli|juttu|sisältö) on (?:vain )?tilaaj|lue koko (?:juttu|artikkeli).{0,20}tila|"
    r"(?:a (?:teljes )?cikk|az írás) (?:folytatása |teljes szövege )?(?:csak )?előfizető|fizessen elő,? és olvas|"
    r"μόνο για συνδρομητές|για να (?:διαβάσετε|συνεχίσετε).{0,30}(?:συνδρομ|συνδεθ|εγγραφ)|"
    r"(?:матеріал|стаття|текст) доступн\w+ (?:лише |тільки )?(?:за передплатою|(?:для )?передплатник)|"
    r"щоб (?:читати далі|дочитати|прочитати повн)|за да прочетете цял|pentru a citi (?:mai departe|tot articolul)|"
    r"(?:članak|sadržaj) je (?:dostupan )?samo (?:za )?pretplatnici|za nastavak čitanja|"
    r"(?:הכתבה|התוכן|המאמר).{0,12}למנויים|כדי להמשיך לקרוא|"
    r"(?:هذا|هذه) (?:المحتوى|المقال|المقالة|المادة) (?:متاحة? )?(?:فقط )?للمشترك|ل(?:متابعة|مواصلة|إكمال) القراءة[،,]? "
    r"(?:اشترك|سجل|يرجى)|برای ادامهٔ? مطالعه.{0,20}(?:اشتراک|عضو|وارد)|"
    r"आगे पढ़ने के लिए.{0,30}(?:सब्सक्राइब|लॉग|सदस्य)|"
    r"artikel ini (?:khusus|hanya) untuk pelanggan|untuk melanjutkan membaca.{0,30}(?:langganan|masuk|daftar)|"
    r"(?:bài viết )?(?:chỉ )?dành (?:riêng )?cho (?:thuê bao|độc giả trả phí)|để đọc tiếp.{0,30}(?:đăng ký|đăng nhập)|"
    r"สำหรับสมาชิกเท่านั้น|"
    r"(?:이|본) (?:기사|콘텐츠)는 (?:유료 )?(?:구독자|회원|유료)|"
    r"(?:本文|此文|全文)[为為是係]?(?:付[费費]|会员|會員|[订訂][阅閱])|"
    r"(?:[订訂][阅閱]|[登][录錄入]|付[费費])[后後]?(?:即?可|以)?(?:继续|繼續)?[阅閱][读讀]全文"
)
_OF_ANY = (
    r"(?:subscribe|sign up|register|log ?in|sign in|create an? (?:free )?account|become a (?:member|subscriber)).{0,40}"
    r"\bto (?:continue|read more)|(?:reserved|exclusive(?:ly)?) (?:only )?(?:for|to) (?:our )?(?:pa(?:ying|id) )?"
    r"(?:subscribers|members)|"
    r"already a subscriber|subscriber[- ]only (?:article|content|story)|"
    r"(?:sie haben|haben sie|du hast|hast du) (?:bereits|schon) ein abo|(?:bereits|schon) abonnent|"
    r"(?:jetzt|artikel|hier) (?:mit .{2,30} )?weiterlesen|nur für abonnent|lire la suite avec|déjà abonné|"
    r"redan prenumerant|allerede abonnent|al abonnee|"
    r"¿ya eres suscriptor|sei già abbonato|alleen voor abonnees|for abonnenter|有料会員限定|会员专享|구독자 전용"
)
SAYS_WALL = re.compile(f"{_OF_THIS_TEXT}|{_OF_ANY}", re.IGNORECASE)
"""In a box that is named for a wall."""
SAYS_TEXT_GOES_ON = re.compile(_OF_THIS_TEXT, re.IGNORECASE)
"""Of this very text, whatever the box is named."""
LONGEST_WALL, _LONGEST_LINE = 400, 160
_MOST_OF_WALL = 80
_BEGINNING = 40


def is_wall(page: Page, box: HtmlElement) -> bool:
    """Whether a box is named for a wall and says no more than that the text goes on behind it."""
    if not WALL_BOX.search(classes(box)) or page.index.size(box) > _MOST_OF_WALL:
        return False
    text = inline_text(box)
    return len(text) <= LONGEST_WALL and SAYS_WALL.search(text) is not None


def is_wall_line(text: str) -> bool:
    """Whether a line of a text says by its first words that the text goes on behind a wall."""
    found = wall_in_line(text) if len(text) <= _LONGEST_LINE else None
    return found is not None and found.start() <= _BEGINNING


def wall_in_line(text: str) -> re.Match[str] | None:
    """Such words where they begin a line or a part of it, or stand behind what a reader is or has to do, and are none
    of somebody's who is told of: `This article is for subscribers.`, `80% is left. To read on, …`"""
    if (found := SAYS_TEXT_GOES_ON.search(text)) is None:
        return None
    before = text[: found.start()].rstrip()
    is_told = len(before) > _DETERMINER and not before.endswith(_PARTS) and _OF_READERS.search(before) is None
    return None if is_told else found


_DETERMINER = 10
"""Characters of what stands before such words in one sentence with them: `Questo contenuto …`, `Den här artikeln …`"""
_PARTS = (".", "!", "?", ":", ",", "–", "—", "-", "|", "…", "。")
_OF_READERS = re.compile(
    r"\b(?:please|you|sie (?:haben|müssen|möchten|wollen|können|brauchen)|vous|du må(?:ste)?|debes|devi|deve|musisz)\b|"
    r"subscri|prenumer|abonn|abbonat|suscri|assina|konto",
    re.IGNORECASE,
)
