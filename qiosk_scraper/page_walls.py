"""What stands in place of an article, told by its words and its markup: error pages, challenges, consent, login,
maintenance. Asked only of pages that show next to no text and do not call themselves articles: each of these words is
written about, too.
"""

from __future__ import annotations

import re

from qiosk_scraper.items import WALLS, Capture, NotAnArticle
from qiosk_scraper.normalise.text import clean
from qiosk_scraper.outlet import Outlet
from qiosk_scraper.page import Page

WALL_STATUSES = frozenset({401, 402, 403, 405, 406, 418, 429, 451, 503, 520, 999})
"""Statuses that walls are put up with."""
_MOST_BYTES = 256 * 1024
"""No wall is larger; a heavier page is not looked into."""
_THING = r"(?:page|article|story|post|content|link|url|resource)"

_SOFT_404 = re.compile(
    "|".join(
        (
            r"\b404\b",
            r"\bnot (?:be )?found\b",
            r"(?:can(?:no|['’]?)t|could ?n(?:o|['’])?t) (?:find|locate) (?:the|this|that|your)",
            rf"{_THING}\b.{{0,60}}?\b(?:does not|doesn['’]t|no longer) exists?",
            r"no longer available",
            rf"{_THING}\b.{{0,40}}?\b(?:has|may have|might have) been (?:moved|removed|deleted)",
            r"nicht gefunden",
            r"existiert (?:leider )?nicht",
            r"nicht mehr (?:verfügbar|vorhanden)",
            r"seite ist nicht vorhanden",
            r"page (?:introuvable|non trouvée|inexistante)",
            r"n['’]existe (?:pas|plus)",
            r"n['’]est plus disponible",
            r"no (?:fue |se (?:ha )?)?encontrad[oa]",
            r"(?:página|nota|noticia|contenido)\b.{0,40}?\bno (?:existe|está disponible)",
            r"pagina (?:non (?:è stata )?trovata|inesistente)",
            r"(?:página|notícia) não (?:foi )?(?:encontrada|existe)",
            r"niet (?:meer )?gevonden",
            r"bestaat niet",
            r"nie (?:znaleziono|istnieje)",
            r"nie została znaleziona",
            r"kunde inte hittas|hittades inte|finns inte",
            r"(?:blev|ble|kunne) ikke (?:fundet|funnet|findes)|fin(?:d|n)es ikke",
            r"ei löy(?:tynyt|dy)|sivua ei ole",
            r"nenalezena|nebyla nalezena|neexistuje|nenájdená",
            r"bulunamadı|mevcut değil",
            r"nem található",
            r"nu (?:a fost găsită|există)",
            r"tidak ditemukan",
            r"không (?:tìm thấy|tồn tại)",
            r"не найден[ао]?|не знайдено|не существует|не існує|не е намерена",
            r"δεν (?:βρέθηκε|υπάρχει)",
            r"見つかりません|見つかりませんでした|お探しのページ",
            r"(?:页面|頁面|网页|網頁|内容|文章).{0,8}(?:不存在|不見了|已被?删除)|找不到|未找到|無法找到",
            r"찾을 수 없|존재하지 않",
            r"غير موجود|لم يتم العثور",
            r"לא נמצא|אינו קיים",
            r"یافت نشد|وجود ندارد",
            r"ไม่พบ",
        )
    ),
    re.IGNORECASE,
)
_WORDS = (
    (
        "captcha",
        (
            r"captcha",
            r"are you (?:a )?(?:human|robot)",
            r"verify(?:ing)? (?:that )?you are (?:a )?human",
            r"checking your browser",
            r"just a moment",
            r"attention required",
            r"unusual traffic",
            r"access (?:to this page has been )?denied",
            r"press (?:&|and) hold",
            r"ddos protection",
            r"security check",
            r"you have been blocked",
            r"i['’]?m not a robot",
            r"sind sie ein (?:mensch|roboter)",
            r"vérifi(?:er|cation|ez) que vous (?:êtes|n['’]êtes pas)",
            r"no eres un robot",
            r"подтвердите, что вы не робот",
        ),
    ),
    (
        "maintenance",
        (
            r"(?:down|closed|offline) for (?:scheduled )?maintenance",
            r"under(?:going)? (?:scheduled )?maintenance",
            r"we['’]ll be (?:right )?back",
            r"scheduled maintenance",
            r"temporarily (?:unavailable|offline|closed)",
            r"be back (?:soon|shortly)",
            r"wartungsarbeiten|wegen wartung",
            r"en (?:cours de )?maintenance",
            r"mantenimiento",
            r"in manutenzione",
            r"em manutenção",
            r"in onderhoud|onderhoudswerkzaamheden",
            r"przerwa techniczna|prace konserwacyjne",
            r"underhållsarbete|vedligeholdelse|vedlikehold|huoltokatko",
            r"údržb[au]",
            r"bakım (?:çalışması|nedeniyle)",
            r"технические работы|технічні роботи",
            r"メンテナンス中",
            r"(?:系统|网站|網站)?(?:维护|維護)中",
            r"점검 중",
            r"قيد الصيانة",
        ),
    ),
    (
        "consent_wall",
        (
            r"(?:we|our partners).{0,60}(?:use|value).{0,40}(?:cookies|privacy)",
            r"cookie[- ]consent",
            r"before you continue",
            r"accept (?:all )?(?:cookies )?(?:and|to) continue",
            r"your privacy (?:choices|matters)",
            r"consent to (?:the use|cookies)",
            r"datenschutz.{0,60}zustimm",
            r"zustimmung.{0,80}(?:cookies|werbung)",
            r"mit werbung (?:und cookies )?weiterlesen",
            r"accepter et (?:continuer|fermer)",
            r"(?:nous|nos partenaires).{0,40}utilis\w+.{0,20}cookies",
            r"aceptar y continuar",
            r"(?:nosotros|nuestros socios).{0,40}(?:utiliz|us)\w+.{0,20}cookies",
            r"accetta e (?:continua|chiudi)",
            r"aceitar e continuar",
            r"cookies accepteren",
            r"alle akzeptieren",
        ),
    ),
    (
        "login_wall",
        (
            r"(?:please )?(?:log|sign) ?in (?:to|or).{0,60}(?:continue|read|access|view|subscribe|register)",
            r"you must be logged in",
            r"(?:members|subscribers)[- ]only",
            r"create an account to (?:continue|read)",
            r"subscribe to (?:continue|read)",
            r"bitte (?:melden sie sich an|einloggen)",
            r"(?:anmelden|einloggen), um",
            r"connectez-vous (?:pour|à)",
            r"réservé aux abonnés",
            r"inici(?:a|e) sesión para",
            r"accedi per (?:continuare|leggere)",
            r"inlog(?:gen)? om",
            r"zaloguj się,? aby",
            r"войдите,? чтобы",
        ),
    ),
    (
        "needs_javascript",
        (
            r"(?:enable|turn on|requires?|need|activat?e[rz]?|aktivieren|activar|habilit\w+).{0,40}java ?script",
            r"java ?script.{0,40}(?:is )?(?:required|disabled|enable|aktivieren)",
        ),
    ),
)
_PATTERNS = tuple((reason, re.compile("|".join(words), re.IGNORECASE)) for reason, words in _WORDS)
_MARKUP = (
    (
        "captcha",
        re.compile(
            r"g-recaptcha|h-captcha|hcaptcha\.com|cf-turnstile|challenge-platform|captcha-delivery|px-captcha|_incapsula_resource"
            r"|geo\.captcha|arkoselabs|funcaptcha|awswafcaptcha|challenge-form|ddos-guard",
            re.IGNORECASE,
        ),
    ),
    ("login_wall", re.compile(r"<input\b[^<>]{0,200}?type=[\"']?password", re.IGNORECASE)),
)
_SHELL = re.compile(
    r"<div\b[^<>]{0,200}?\bid=[\"']?(?:root|app|__next|__nuxt|react-root|main-app|svelte)\b[^<>]{0,200}>\s*</div>"
    r"|<([a-z]{1,30}(?:-[a-z]{1,30}){1,4})(?:\s[^<>]{0,200})?>\s*</\1>",
    re.IGNORECASE,
)
_NOSCRIPT = re.compile(r"<noscript[^<>]{0,200}>(.{0,400})", re.IGNORECASE | re.DOTALL)


def soft_404(text: str) -> bool:
    """Whether words say that there is no page here."""
    return _SOFT_404.search(text) is not None


def wall_in(page: Page, shown: str) -> tuple[str, str] | None:
    """Which wall a page without an article is, and the words or the markup that say so. `shown` is its text."""
    for reason, pattern in _MARKUP[:1]:
        if found := pattern.search(page.html):
            return reason, found[0]
    for reason, pattern in (*_PATTERNS[:-1], *_MARKUP[1:]):
        if found := pattern.search(shown if (reason, pattern) in _PATTERNS else page.html):
            return reason, found[0]
    reason, pattern = _PATTERNS[-1]
    return (reason, found[0]) if (found := pattern.search(shown)) else None


def is_shell(page: Page) -> bool:
    """Whether the page is an empty element that scripts fill."""
    found = _SHELL.search(page.html)
    return found is not None and (found[1] is None or bool(page.scripts))


def shown_text(page: Page) -> str:
    """The first words of a page as people see them, those for people without scripts included."""
    pieces = page.root.xpath("//body//text()[normalize-space()]")
    noscript = [found[1] for found in list(_NOSCRIPT.finditer(page.html))[:3]]
    return clean(" ".join([*map(str, pieces[:400]), *(re.sub(r"<[^>]+>", " ", text) for text in noscript)]))[:4000]


def titles(page: Page) -> str:
    """The page's title and its first headings."""
    return " ".join(filter(None, (page.text("title"), *(text for _, text in page.titles[:3]))))


def named_wall(capture: Capture, _outlet: Outlet) -> NotAnArticle | None:
    """The wall that an answer is which is no page of its own: one with an error's status, a list without links."""
    if (capture.header("cf-mitigated") or "").strip().lower() == "challenge":
        return NotAnArticle("captcha", "cf-mitigated: challenge")
    if not capture.body.strip() or len(capture.body) > _MOST_BYTES or b"<" not in capture.body:
        return None
    page = Page(capture)
    found = wall_in(page, f"{titles(page)} {shown_text(page)}"[:2000])
    return NotAnArticle(found[0], found[1][:120]) if found and found[0] in WALLS else None
