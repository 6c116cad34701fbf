"""Lines among an article's paragraphs that are none of its text: promotions, contacts, offers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest

from qiosk_scraper.items import Block, Link
from qiosk_scraper.layers.furniture import is_furniture_line
from qiosk_scraper.layers.generic.calls import OURS, is_call, is_call_of_link
from qiosk_scraper.layers.generic.invitations import announces, asks_to_follow, is_clerical, leads_elsewhere
from qiosk_scraper.layers.photo_lines import is_credited_line, is_photo_line
from qiosk_scraper.layers.related_words import RELATED_LABEL
from qiosk_scraper.normalise.speech import PARTED, SENTENCE, is_reported, tells_speech
from qiosk_scraper.normalise.urls import owner_of

_PROMO = re.compile(
    r"^(?:\W*)(?:read (?:more|also|next|the full)|also read|see also|related(?=\W*$|\s*[:|]|\s(?:articles?|"
    r"stor(?:y|ies)|content|coverage|reading|news|posts?|links?|topics?))|"
    r"more (?:from|on(?! (?:that|it|him|her|them)\b)|stories)|recommended(?=\W*$|"
    r"\s*[:|]|\s(?:for|by|stor(?:y|ies)|articles?|read(?:s|ing)?|videos?|content|posts?|links?)\b)|"
    r"sign up|subscribe|follow (?:us|@)|click here|download (?:the|our)|watch(?: now| live)?:|listen:|listen to|"
    r"photos?:|video:|"
    r"get (?:the|our) .{0,40}(?:newsletter|app)|support (?:our|us)|donate|join (?:our|the)|have (?:a|you) (?:tip|"
    r"news|story)|"
    r"copyright|©|all rights reserved|this article (?:was )?(?:originally|first) (?:appeared|published)|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|lire aussi|à lire aussi|lea también|lee también|leggi anche|"
    r"leia (?:também|mais)|lees ook|läs (?:mer|också)|les også|"
    r"czytaj (?:też|także|więcej)|читайте также)\b",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"^\W*(?:"
    r"(?:do you have (?:a|any) (?:story|tip|news)|get in touch with|for more stories like|"
    r"additional reporting (?:by|from)|with (?:additional )?reporting (?:by|from)|reporting by .{2,160}editing by|"
    r"dieses thema im programm\b|über dieses thema berichtete.{0,140}\buhr\.?$|"
    r"citation\s*:.{10,200}\bretrieved \d|zitiervorschlag(?:\W*$|\s*:)|.{10,200}\(abgerufen am:? \d[^()]{3,24}\)\W*$|"
    r"this document is subject to copyright\b|"
    r"(?:.{2,40} is (?:reader|audience)-supported\.\s+)?(?:when|if) you (?:buy|purchase|click|shop|make a purchase)\b"
    r".{0,60}\blinks?\b.{0,80}\b(?:commissions?|earn)\b|"
    r"our standards: the .{3,60} principles|"
    r"to (?:plant (?:a |memorial )?trees?|send flowers)\b.{0,140}\b(?:please|click|visit|sympathy)\b|"
    r"article continues|story continues|our website is the place for|please bookmark|"
    r"follow (?:us|the .{2,30}) on (?:facebook|twitter|x|instagram|whatsapp|google news)|"
    r"this (?:article|story) (?:was )?(?:originally|first) (?:appeared|published)|placeholder image|"
    r"the (?:article|story) (?:was )?(?:originally|first) (?:appeared|published)(?!.* and )[^,;]{0,60}$|"
    r"dieser (?:artikel|beitrag|text) (?:ist|wurde|erschien) (?:zuerst|erstmals|im original)|"
    r"mit material (?:von |der )+(?:dpa|afp|ap|apa|reuters|sid|kna|epd|\w*agentur\w*)\b|mit agenturmaterial|"
    r"(?:ende der )?weitere(?:n)? informationen(?:\W*$|\s*:|\szu[^.,]*$|"
    r"\s(?:unter|finden|gibt es (?:unter|hier|auf|im|bei)|hier)\b)|"
    r"(?:auch interessant|mehr themen)(?:\W*$|\s*[:|–-]|.{1,30}:\s*$)|ihre meinung ist uns wichtig|"
    r"(?:sie )?möchten sie uns\s[^,]{0,60}(?:schreiben|mitteilen|melden|unterstützen|erreichen|kontaktieren)|"
    r"haben sie (?:fehler|hinweise)|folgen sie uns|"
    r"article réservé|suivez[- ]nous|retrouvez (?:toute l['’]actu|l['’]actualité)|"
    r"s[ií]guenos en|suscr[ií]bete|sigue (?:toda la información|nuestro)|"
    r"seguici su|iscriviti|cek berita|baca juga|simak (?:juga|berita)|editor\s*:|penulis\s*:|"
    r"siga[- ]nos|inscreva-se|volg ons|følg oss|följ oss|bizi takip|haber(?:in)? devamı)"
    r"|\[pr\]$|advertisement(?:\W*$|\W+(?:scroll|continue|story|article|skip)\b)|anzeige$|werbung$"
    r")",
    re.IGNORECASE,
)
"""Lines that no article says of itself: they go whether they hold a link or not, when they are short."""
_OFFER = re.compile(
    r"\bnewsletter\b.{0,80}\b(?:informiert|abonnieren|anmelden|richtig|sign up|subscri|inscri|suscr|abonn|iscriv)|"
    r"\b(?:sign up|subscribe|register) (?:for|to) (?:our|the|my)\b.{0,50}\bnewsletter|^newsletter\s*:|"
    r"hier geht es zur? .{0,40}-?app\b|auch (?:bei|auf) social media|laden sie .{0,40}app|"
    r"(?:^|[.!?:] )download .{0,30} app\b",
    re.IGNORECASE,
)
"""What a short line offers, wherever in it the words stand."""
_LONGEST_PROMO = 220
_LONG = 40
_BARE_LABELS = frozenset(("go deeper", "key events"))
EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+\.\w{2,}")


def is_promo(block: Block, home: str = "", after: Block | None = None) -> bool:
    """Whether a block invites to something else: further articles, newsletters, contact with the newsroom.

    `home`: the article's address; `after`: what follows the block.
    """
    text = block.text
    if is_furniture_line(block) or is_photo_line(text) or (block.type == "paragraph" and is_credited_line(text)):
        return True
    if block.type == "quote" and len(block.links) == 1:
        link = block.links[0]
        return leads_elsewhere(text) and is_labelled_link(text, link.text, owner_of(link.url) != owner_of(home))
    if block.type not in ("paragraph", "list_item", "heading"):
        return False
    if len(text) <= _LONGEST_PROMO and (
        _ALWAYS.match(text)
        or _offers(text)
        or asks_to_follow(text)
        or is_clerical(text)
        or (not text.endswith((".", "。")) and announces(text))
    ):
        return not is_reported(text)
    if (
        len(text) < 160
        and "@" in text
        and EMAIL.search(text)
        and block.type == "paragraph"
        and len(EMAIL.sub("", text)) < 90
    ):
        return not is_reported(text)
    if block.links and block.type != "list_item" and len(text) < 200:
        away = owner_of(block.links[0].url) != owner_of(home)
        if len(block.links) == 1 and block.type == "paragraph" and is_labelled_link(text, block.links[0].text, away):
            return True
        last = block.links[-1]
        if (is_call_of_link(last.text) or _leads_to_service(last, home)) and _ends_with_call(
            text, block.links[-1].text
        ):
            return not is_reported(text)
        if sum(len(link.text) for link in block.links) >= 0.8 * len(text):
            return leads_elsewhere(text) or _PROMO.match(text) is not None or not _is_sentence_around(block, away)
    if len(text) >= 160 or not (block.links or block.type == "heading" or len(text) < 60):
        return False
    if not leads_elsewhere(text) and not _PROMO.match(text):
        return False
    if block.type == "heading":
        return not _heads_text(text, after)
    return announces(text) or not _goes_on(block)


def _leads_to_service(link: Link, home: str) -> bool:
    """Whether a link of a word or two leads to where the site is subscribed to or paid for, whatever its language."""
    if len(link.text) > _LONGEST_CALL or len(link.text.split()) > _WORDS_OF_CALL:
        return False
    if owner_of(link.url) != owner_of(home):
        return False
    return not _SERVICES.isdisjoint(link.url.lower().partition("?")[0].rstrip("/").rsplit("/", 2)[-2:])


_LONGEST_CALL, _WORDS_OF_CALL = 30, 3
_SERVICES = frozenset(
    (
        "newsletter",
        "newsletters",
        "subscribe",
        "subscription",
        "subscriptions",
        "donate",
        "donation",
        "donations",
        "support-us",
        "signup",
        "sign-up",
        "membership",
        "abo",
        "abonnement",
        "spenden",
        "don",
        "boletin",
        "suscripcion",
        "assine",
        "apoie",
        "abbonati",
        "sostienici",
        "nyhetsbrev",
        "nieuwsbrief",
    )
)
"""Last steps of the addresses of such pages."""


def _heads_text(heading: str, after: Block | None) -> bool:
    """Whether running text stands under a heading that begins like an invitation: `Join the crew`."""
    return (
        after is not None
        and after.type == "paragraph"
        and not after.links
        and len(after.text) >= _RUNNING
        and SENTENCE.search(after.text) is not None
        and len(heading.split()) >= _HEADLINE
        and _OWN.search(heading) is None
        and _OF_SITE.search(heading) is None
    )


_RUNNING, _HEADLINE = 80, 3
_OF_SITE = re.compile(
    r"\b(?:this|here|more from|stor(?:y|ies)|news|articles?|posts?|letters?|reports?|coverage|videos?|series|updates?|"
    r"full|related|thema$|artikel|beiträge?|article|artículos?|articoli|artigos?|hier|ici|aquí|qui|aqui)\b",
    re.IGNORECASE,
)


def is_labelled_link(text: str, link: str, away: bool = False) -> bool:
    """Whether a paragraph is a label and the headline it leads to, in whatever language: `Artikel berkaitan: …`.

    `away`: to another site; there only a label that is known to lead on has a headline behind it.
    """
    label = text.removesuffix(link)
    if len(label) == len(text) or not 3 <= len(label := label.strip(" -–—")) <= 32:
        return False
    if label[-1] not in ":：":  # in languages without blanks the label ends where the link begins
        apart = text[-len(link) - 1].isalnum() and link[0].isupper()  # a box each: `Read alsoTen bridges`
        return (apart or (label.isalpha() and not label.isascii() and not away)) and leads_elsewhere(label)
    if (
        sum(any(map(str.isalnum, word)) for word in label.split()) > _LABEL_WORDS
        or link[0] in _QUOTES
        or link[-1] in _ENDS_OF_SPEECH
        or tells_speech(label)
    ):
        return False  # what somebody said: `He wrote: [“We will not be moved.”]`
    if away and not RELATED_LABEL.fullmatch(label.strip(" :：")):
        return False
    return (len(link.split()) >= 4 and len(link) >= 20) or (not link.isascii() and len(link) >= 20)


_LABEL_WORDS = 3
_QUOTES = "\"'“”„«»‘‚「『"
_ENDS_OF_SPEECH = '.…!。！"”“»’」』'


def _is_sentence_around(block: Block, away: bool) -> bool:
    """Whether a link stands in a sentence, however much of it it takes: `On Friday, [the report came out].`

    A sentence that is nothing but a link is text if it leads to another site: what somebody wrote there.
    """
    text, link = block.text, block.links[0].text
    before, _, behind = text.partition(link)
    label = before.rstrip()[-1:] in _ENDS_OF_LABEL
    if label and (link[0] in _QUOTES or tells_speech(before)):
        return True
    if label and away:
        return RELATED_LABEL.fullmatch(before.strip(" :：|-–—")) is None
    if label or SENTENCE.search(text) is None:
        return False
    return _has_words(before) or _has_words(behind) or (away and len(text) >= _LONG_SENTENCE)


_ENDS_OF_LABEL = frozenset(":：|►▶»>→•·*-–—")
_LONG_SENTENCE = 40


def _has_words(text: str) -> bool:
    """Whether there are two words beside a link, or three letters of a script without blanks."""
    text = text.strip()
    return len(text.split()) >= 2 or (not text.isascii() and sum(map(str.isalpha, text)) >= 3)


def _ends_with_call(text: str, link: str) -> bool:
    """Whether a text ends with a link that begins a sentence of its own."""
    before, _, behind = text.rpartition(link)
    begins = link[0].isupper() or (link[0].lower() == link[0].upper() and before[-1:].isspace())
    return not any(map(str.isalnum, behind)) and (begins or not before.rstrip()[-1:].isalnum())


def _goes_on(block: Block) -> bool:
    """Whether a line that begins like an invitation is a whole sentence of something else: it does not end with its
    link, or not without a comma, says nothing of the paper's own and sends nobody `here`."""
    text = block.text
    if SENTENCE.search(text) is None or _OWN.search(text):
        return False
    if not block.links:
        return PARTED.search(text) is not None or len(text.split()) > _FEW_WORDS or _LISTENS.match(text) is not None
    if any(_HERE.fullmatch(link.text.strip()) or leads_elsewhere(link.text) for link in block.links):
        return False
    before, _, behind = text.rpartition(block.links[-1].text)
    return any(map(str.isalnum, behind)) or PARTED.search(before) is not None


_FEW_WORDS = 5
_LISTENS = re.compile(
    r"listen to (?!.*\b(?:podcast|episode|interview|story|article|show|report|audio|segment|program(?:me)?|version|"
    r"conversation|discussion|playlist|song|album|track|recording|broadcast|stream|radio|live|full|latest|below|above|"
    r"here|now|this|it)\b)",
    re.IGNORECASE,
)
"""`Listen to the sea.`: nothing that a site plays."""
_OWN = re.compile(
    rf"(?<!\w)(?:{OURS}|noss[ao]s|vore?s|naš\w*|náš\w*|newsletter\w*|podcast\w*|app|@\w+)(?!\w)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\W*(?:(?:click )?here|hier|ici|aquí|acá|aqui|qui|här|her|tutaj|tu|zde|itt|aici|ovdje|ovde|tukaj|tässä|täällä|"
    r"здесь|тут|тук|εδώ|buradan?|tıklayın\w*|di sini|sini|tại đây|dito|هنا|اینجا|כאן|यहाँ|यहां|এখানে|இங்கே|こちら|"
    r"这里|這裡|此处|여기|ที่นี่)\W*",
    re.IGNORECASE,
)


def _offers(text: str) -> bool:
    lower = text.lower()
    return (
        ("newsletter" in lower or "app" in lower or "social media" in lower) and _OFFER.search(text) is not None
    ) or is_call(text)


def without_bare_labels(blocks: Sequence[Block], home: str) -> list[Block]:
    """The blocks without labels such as `Key events` of which no paragraph follows, and without a sign of a font of
    icons: a letter alone. No first letter printed large, nor those of a list or of who asks and answers."""
    letters = {block.text for block in blocks if _is_letter(block)}
    return [
        block
        for block, after in zip_longest(blocks, blocks[1:])
        if (
            block.text.strip(" :").casefold() not in _BARE_LABELS
            or (
                block.type == "heading"
                and after is not None
                and after.type == "paragraph"
                and len(after.text) > _LONG
                and not is_promo(after, home)
            )
        )
        and not (len(letters) == 1 and _is_letter(block) and (after is None or not after.text[:1].islower()))
    ]


def _is_letter(block: Block) -> bool:
    return block.type == "paragraph" and len(block.text) == 1 and block.text.isascii() and block.text.isalpha()
