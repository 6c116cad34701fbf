"""Answers that arrive whole and are no articles, or are articles in odd bytes, letters, data and dates."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from fault_outlet import pages
from fault_outlet.answers import body_of
from fault_outlet.server import Exchange, Fault

# -- no articles ------------------------------------------------------------------------------------------------------

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n<html><p>not a page</p></html>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89<p>"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00<html><p>"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + zlib.compress(b"<html><p>words</p></html>" * 20)
VIDEO = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(range(256)) * 20
JSON = json.dumps({"headline": "A tale", "body": "<p>Words of the harbour.</p>" * 20}).encode()
SCRIPT = b"window.tale = {'headline': 'A tale'};\nfunction told() { return '<p>words</p>'; }\n" * 20
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Post</title></channel></rss>'
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><text>A tale of the harbour</text></svg>'
PLAIN = b"A tale of the harbour, told without any markup.\n" * 20


def bare(title: str, *lines: str, head: str = "", more: str = "", heading: str | None = None) -> bytes:
    """A page with a title, a heading and a few lines, as error pages and walls are."""
    said = "".join(f"<p>{line}</p>" for line in lines)
    shown = f"<h1>{title if heading is None else heading}</h1>" if heading != "" else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><header><a href='/'>The Breakwater Post</a></header><main>{shown}{said}</main>{more}</body></html>"
    ).encode()


NOT_FOUND = {
    "en": ("Page not found", "Sorry, the page you were looking for does not exist."),
    "en-2": ("Oops!", "We can’t find that page. It may have been moved or deleted."),
    "de": ("Seite nicht gefunden", "Die angeforderte Seite existiert leider nicht."),
    "fr": ("Page introuvable", "La page que vous cherchez n’existe pas ou a été supprimée."),
    "es": ("Página no encontrada", "La página que busca no existe."),
    "it": ("Pagina non trovata", "La pagina richiesta non esiste."),
    "pt": ("Página não encontrada", "A página que você procura não existe."),
    "nl": ("Pagina niet gevonden", "De pagina die u zoekt bestaat niet."),
    "pl": ("Nie znaleziono strony", "Strona, której szukasz, nie istnieje."),
    "sv": ("Sidan kunde inte hittas", "Sidan du söker finns inte."),
    "da": ("Siden blev ikke fundet", "Siden findes ikke."),
    "fi": ("Sivua ei löytynyt", "Hakemaasi sivua ei ole."),
    "cs": ("Stránka nenalezena", "Požadovaná stránka neexistuje."),
    "tr": ("Sayfa bulunamadı", "Aradığınız sayfa mevcut değil."),
    "ru": ("Страница не найдена", "Запрошенная страница не существует."),
    "uk": ("Сторінку не знайдено", "Такої сторінки не існує."),
    "el": ("Η σελίδα δεν βρέθηκε", "Η σελίδα που ζητήσατε δεν υπάρχει."),
    "ja": ("ページが見つかりません", "お探しのページは存在しないか、移動しました。"),
    "zh": ("页面不存在", "抱歉，您访问的页面不存在或已被删除。"),
    "ko": ("페이지를 찾을 수 없습니다", "요청하신 페이지가 존재하지 않습니다."),
    "ar": ("الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة."),
    "he": ("הדף לא נמצא", "הדף שחיפשתם אינו קיים."),
}
CHALLENGES = {
    "words": bare("Are you a human?", "Please verify that you are human to continue."),
    "moment": bare("Just a moment...", "Checking your browser before you visit this site.", heading=""),
    "denied": bare("Access denied", "You have been blocked. Your IP address shows unusual traffic."),
    "box": bare(
        "The Breakwater Post",
        head='<script src="/recaptcha/api.js"></script>',
        more='<form><div class="g-recaptcha" data-sitekey="x"></div><button>Go on</button></form>',
        heading="",
    ),
    "frame": bare("post.example", heading="", more='<iframe src="/captcha-delivery/?id=1"></iframe>'),
    "scripts": bare(
        "The Breakwater Post",
        heading="",
        head='<script src="/cdn-cgi/challenge-platform/h/b/x.js"></script>',
        more="<noscript>Enable JavaScript and cookies to continue</noscript>",
    ),
}
CONSENT = {
    "en": bare("Before you continue", "We and our partners use cookies to store your choices.", "Accept all"),
    "de": bare("Datenschutz", "Wir benötigen Ihre Zustimmung: mit Werbung weiterlesen und Cookies akzeptieren."),
    "fr": bare("Votre vie privée", "Nous et nos partenaires utilisons des cookies. Accepter et continuer."),
    "es": bare("Tu privacidad", "Nosotros y nuestros socios utilizamos cookies. Aceptar y continuar."),
}
LOGIN = {
    "en": bare("Sign in", "Please sign in to continue reading.", more='<form><input type="password" name="p"></form>'),
    "de": bare("Anmelden", "Bitte melden Sie sich an, um weiterzulesen."),
    "fr": bare("Connexion", "Connectez-vous pour lire la suite de cet article."),
    "form": bare(
        "The Breakwater Post",
        heading="Welcome back",
        more='<form action="/login"><input name="email"><input type="password" name="p"></form>',
    ),
}
MAINTENANCE = {
    "en": bare("We’ll be right back", "Our site is down for scheduled maintenance."),
    "en-2": bare("Under construction", "The site is temporarily offline while we make improvements. Please try later."),
    "de": bare("Wartungsarbeiten", "Wegen Wartungsarbeiten ist unsere Seite zurzeit nicht erreichbar."),
    "fr": bare("Site en maintenance", "Notre site est en maintenance, merci de revenir plus tard."),
    "es": bare("Sitio en mantenimiento", "Estamos realizando tareas de mantenimiento."),
}
SHELLS = {
    "root": bare("The Breakwater Post", heading="", more='<div id="root"></div><script src="/app.js"></script>'),
    "said": bare("The Breakwater Post", "You need to enable JavaScript to run this app.", heading=""),
    "noscript": bare("Post", heading="", more="<app-root></app-root><noscript>Please turn on JavaScript.</noscript>"),
    "module": bare(
        "The Breakwater Post", heading="", more='<my-paper></my-paper><script type="module" src="/main.js"></script>'
    ),
}
FRAMES = (
    b"<!DOCTYPE html><html><head><title>The Breakwater Post</title></head>"
    b'<frameset cols="20%,80%"><frame src="/menu"><frame src="{canary}/tale"></frameset></html>'
)
NO_WORDS = bare("A tale that lost its text in a redesign", heading="A tale that lost its text in a redesign")


def page(data: bytes, code: int = 200, **headers: str) -> Fault:
    return body_of(data, code, **headers)


def frames(exchange: Exchange) -> None:
    exchange.reply(200, FRAMES.replace(b"{canary}", exchange.outlet.canary.encode()))


def cut_markup(exchange: Exchange) -> None:
    """Ends inside its text, at the length that was announced."""
    body = pages.article(exchange.slug)
    exchange.reply(200, body[: body.index(b"A vote on") + 20])


# -- articles in odd bytes --------------------------------------------------------------------------------------------


def told(
    headline: str, paragraphs: Sequence[str], *, meta: str = "", lang: str = "en", head: str = "", more: str = ""
) -> str:
    """An article of these words, as text; `meta` is what it says of its charset."""
    body = "\n".join(f"<p>{line}</p>" for line in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head>{meta}<title>{headline}</title>'
        f'<meta property="og:type" content="article">{head}</head>\n<body><main><article><h1>{headline}</h1>\n'
        f'<div class="text">\n{body}\n</div>{more}</article></main></body></html>'
    )


GERMAN = (
    "Größe der Böschung überrascht",
    [
        "Die Höhe der Böschung am Hafen hat am Dienstag alle überrascht, die dort früh vorübergingen.",
        "„Wir müssen prüfen, wie es weitergeht“, sagte die Vorsitzende – und schloß die Sitzung für diesen Tag.",
        "Bis zum Frühjahr läßt sich über das Gelände nichts Genaues sagen, heißt es aus der Behörde.",
    ],
)
RUSSIAN = (
    "Новая пристань откроется весной",
    [
        "Совет гавани во вторник обсудил новую пристань, о которой в городе говорят уже несколько лет подряд.",
        "«Мы ждали достаточно долго», — сказала председатель, показывая собравшимся чертежи и старые карты.",
        "Решение ожидается весной, а до тех пор всё остаётся так, как было последние сорок лет.",
    ],
)
JAPANESE = (
    "新しい桟橋は春に開く",
    [
        "港湾委員会は火曜日、新しい桟橋について話し合い、計画の図面を初めて市民に公開した。",
        "委員長は「私たちは十分に待った」と述べ、会議は予定よりも早く終わった。住民からは①の質問が出た。",
        "採決は春に行われる見通しで、それまでは四十年来の姿のまま残されることになる。",
    ],
)
CHINESE = (
    "新码头将于春季开放",
    [
        "港务委员会星期二讨论了新码头的问题，并首次向市民公布了规划图纸，朱镕先生出席了会议。",
        "主席说：“我们已经等得够久了。”会议比原计划提前结束，许多居民在会后留下提问。",
        "预计春季进行表决，在那之前码头将保持四十年来的样子，任何改动都不会进行。𠮷",
    ],
)
KOREAN = (
    "새 부두는 봄에 열린다",
    [
        "항만위원회는 화요일 새 부두 문제를 논의하고 계획 도면을 처음으로 시민에게 공개했다.",
        "위원장은 충분히 오래 기다렸다고 말했고, 회의는 예정보다 일찍 끝났다. 질문이 많이 나왔다.",
        "표결은 봄에 있을 예정이며 그때까지는 지난 사십 년 동안의 모습 그대로 남는다.",
    ],
)
POLISH = (
    "Nowe nabrzeże otworzą wiosną",
    [
        "Zarząd portu rozmawiał we wtorek o nowym nabrzeżu, o którym w mieście mówi się od wielu lat.",
        "„Czekaliśmy dość długo”, powiedziała przewodnicząca, pokazując zebranym plany i stare mapy łodzi.",
        "Głosowanie odbędzie się wiosną, a do tego czasu wszystko zostaje tak, jak było przez czterdzieści lat.",
    ],
)
ENGLISH = (
    "The harbour’s “long wait” is over",
    [
        "The harbour’s board met on Tuesday – and spoke for hours about the “long wait” of the café’s owners.",
        "“We have waited long enough,” said the chair, who had brought the naïve plans of 1984 along with her.",
        "A vote is due in the spring; until then nothing changes, as it hasn’t for forty years… or so they say.",
    ],
)


def in_bytes(
    words: tuple[str, Sequence[str]],
    codec: str,
    *,
    header: str | None = None,
    meta: str = "",
    lang: str = "en",
    mark: bytes = b"",
) -> Fault:
    """The words in a codec, with what header and page say of it."""
    data = mark + told(*words, meta=meta, lang=lang).encode(codec, "xmlcharrefreplace")
    kind = "text/html" if header is None else f"text/html; charset={header}"
    return body_of(data, Content_Type=kind)


def with_words(*paragraphs: bytes) -> Fault:
    """An article whose paragraphs are these bytes."""
    whole = told("A tale of odd letters, told at the harbour", ["@@"], meta='<meta charset="utf-8">').encode()
    return body_of(whole.replace(b"<p>@@</p>", b"\n".join(b"<p>" + one + b"</p>" for one in paragraphs)))


# -- what machines are told -------------------------------------------------------------------------------------------


def linked(*blocks: str) -> Fault:
    """The article with these blocks of JSON-LD; `{url}` stands for its own address."""

    def answer(exchange: Exchange) -> None:
        url = f"{exchange.outlet.root}{exchange.path}"
        scripts = (block.replace("{url}", url).replace("{root}", exchange.outlet.root) for block in blocks)
        exchange.article(head="".join(f'<script type="application/ld+json">{one}</script>' for one in scripts))

    return answer


def dated(text: str) -> Fault:
    """The article with this as its date, and no other."""

    def answer(exchange: Exchange) -> None:
        body = pages.article(exchange.slug).replace(b"2025-03-04T05:06:07+00:00", text.encode())
        exchange.reply(200, body)

    return answer


def paywalled(exchange: Exchange) -> None:
    """The first lines, and where to pay."""
    lines = pages.paragraphs(exchange.slug)[:1]
    wall = '<div class="paywall"><p>Subscribe to continue reading. Already a subscriber? Log in.</p></div>'
    head = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":'
        f'"{pages.headline(exchange.slug)}","isAccessibleForFree":false}}</script>'
    )
    exchange.reply(200, told(pages.headline(exchange.slug), lines, head=head, more=wall).encode())
