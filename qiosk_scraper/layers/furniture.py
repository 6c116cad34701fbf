"""What is printed among the paragraphs of many sites and is nobody's text: buttons, ad labels, share words."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from qiosk_scraper.items import Block
from qiosk_scraper.layers.blocks import classes
from qiosk_scraper.layers.name_patterns import NamePattern

_LINES = frozenset(
    """
advert|adverts|advertisement|advertisements|advertisement - story continues below
advertisement - continue reading below|advertising|article continues below advertisement
story continues below advertisement|story continues below|ad|ads|anzeige|werbung|annonce|publicité|publicidad
pubblicità|publicidade|reklame|reklam|annons|mainos|advertentie|reclame|реклама|広告|广告|廣告|광고|keep reading
keep readingshow less|show less|show more|continue reading|read more|read full article|load more|view more|google cta
follow us on social|follow us|share|share this|share this article|share this story|share on facebook|share on twitter
share on x|tweet|print|email|copy link|link copied|comments|leave a comment|join the discussion|read comments
read comments - join the discussion|sponsored|sponsored content|promoted|newsletter|sign up|subscribe|subscribe now
loading|loading...|loading…|view this post on instagram
back to top|skip to content|embed|listen|listen to this article|play|watch|save|copy
copied|copied!|enlarge|enlarge image|enlarge this image|click to enlarge|view larger|view larger image|agrandir
agrandir l'image|agrandir l’image|vergrößern|bild vergrößern|foto vergrößern|ampliar|ampliar foto|ampliar imagen
ampliar imagem|ingrandisci|vergroten|vergroot afbeelding|förstora bilden|forstørr bildet|forstør billede|powiększ
autoplay|show thumbnails|last slide|next slide|previous slide|last slidenext slide|email this article|ads by google
like us on facebook|view comments|latest comments|show full pr text|view this image
font size|text size|found this helpful|was this helpful
report comment|denunciar|signaler|signaler un abus|melden|segnala
purchase licensing rights|licensing rights|opens new tab
order reprints|buy this photo|buy photo|purchase photo|gift article|s'abonner|s’abonner|abonnieren
teilen|artikel teilen|drucken|merken|artikel merken|kommentieren|anhören
artikel anhören|vorlesen|mehr anzeigen|mehr lesen|schließen|link kopieren|link kopiert|partager|imprimer|écouter
commenter|réagir|enregistrer|voir plus|lire plus|copier le lien|compartir|imprimir|escuchar|comentar|comentarios
guardar|leer más|ver más|copiar enlace|condividi|stampa|ascolta|commenta|salva|leggi di più|copia link|compartilhar
partilhar|ouvir|salvar|ler mais|ver mais|copiar link|delen|afdrukken|luister|reageren|bewaren|lees meer|kopieer link
dela|lyssna|skriv ut|spara|läs mer|kopiera länk|lyt|lytt|les mer|læs mere|jaa|kuuntele|tulosta|udostępnij|drukuj
skomentuj|posłuchaj|sdílet|tisk|poslechnout|zdieľať|megosztás|distribuie|сподели|подели|поделиться|распечатать|слушать
комментировать|поширити|слухати|paylaş|dinle|yazdır|yorum yap|bagikan|cetak|dengarkan|kongsi|chia sẻ|nghe|シェア
シェアする|保存|印刷|聴く|共有|分享|收藏|打印|评论|評論|공유|공유하기|인쇄|듣기|댓글|शेयर|शेयर करें|कॉपी लिंक|مشاركة
طباعة|استمع|שתף|הדפסה
annonse|annonsering|prenumerera|reklama|hirdetés|oglas|publicitate|διαφήμιση|โฆษณา|פרסומת|ilan|iklan|quảng cáo|إعلان
diesen artikel teilen|beitrag teilen|seite teilen|partager cet article|partager l'article|partager l’article|compartilhe
deel dit artikel|del artikkel|del artikel|dela artikel|dela artikeln|แชร์|κοινοποίηση|kopiuj link|kopírovat odkaz
salin tautan|リンクをコピー|复制链接|複製連結|링크 복사|sao chép liên kết|kopier lenke|kopier link|bağlantıyı kopyala
تبلیغات|آگهی|اشتہار|বিজ্ঞাপন|விளம்பரம்|ప్రకటన|जाहिरात|જાહેરાત|ಜಾಹೀರಾತು|പരസ്യം|tangazo|isikhangiso|advertensie|oglas|reclamă
watch now|play video|video abspielen|player wird geladen|video wird geladen|lädt|wird geladen|chargement
chargement en cours|cargando|caricamento|carregando|laden|laster|laddar|indlæser|ładowanie|načítání|загрузка|yükleniyor
memuat|読み込み中|加载中|로딩중|zum anhören|écouter l'article|écouter l’article|escuchar artículo|escuchar el artículo
ascolta l'articolo|ascolta l’articolo|ouvir artigo|朗读|收听|kommentare|commentaires|comentários|commenti
i commenti dei lettori|reacties|kommentarer|komentarze|komentáře|комментарии|коментарі|yorumlar|komentar|コメント
bình luận|print this article|печать|save for later|bookmark|link copied bookmark|speichern|zapisz|kaydet|abbonati|assine
síguenos|seguici|siga-nos|ikuti kami|bizi takip edin|följ oss|følg oss|følg os|volg ons|folgen sie uns|suivez-nous
devamını oku|baca selengkapnya|続きを読む|阅读更多|더보기|nach oben|zum seitenanfang|haut de page|retour en haut
sign in|log in|anmelden|einloggen|se connecter|iniciar sesión|accedi|entrar|logga in|logg inn|log ind|inloggen
zaloguj się|přihlásit se|войти|giriş yap|masuk|ログイン|登录|로그인|esta funcionalidad es sólo para suscriptores
esta funcionalidad es sólo para registrados
we apologize, but this video has failed to load|back to video|share this article in your social network
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
_AD_WORDS = NamePattern(
    r"(?<![^\W_])(?:ads?|adverts?|advertisements?|advertising|adsbygoogle|dfp|gpt|htlad|adslot|adspot|adunit)(?![^\W_])"
)
_COUNTER = re.compile(r"\s*\d{1,3}\s*/\s*\d{1,3}\s*")
"""Of a gallery: `1/12`."""
_COUNTED = re.compile(
    r"\d{1,6}\s*(?:comments?|kommentare?|commentaires?|réactions?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarzy|"
    r"komentářů|комментари(?:й|я|ев)|yorum|komentar|shares?|コメント|条评论|댓글)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"contin[uú]|fortsätt|fortsett|fortsæt|fortgesetzt|weiter|suite|verder|ciąg|część|reszta|pokrač|продолж|lanjut|scroll|"
    r"segue|jatkuu|folytat"
)
_BEHIND_AD = re.compile(
    r"\b(?:nach|unter|after|below|under|onder|na|pod|efter|etter|después de|debajo de|tras|depois|após|abaixo|après|"
    r"dopo|sotto|после|după|setelah|di bawah)(?: (?:de[rn]?|die|the|this|our|la|le|cette|esta|d[ae]|a|een|en|um|uma))? "
    r"?(?:l['’])?(?:anzeige|werbung|advert\w*|ads?|advertentie|reclame|reklam\w+|annons\w*|annonc\w+|publicidade?|"
    r"publicité|pub|pubblicità|рекламы|reclamă|iklan)\b|\bmainoksen jälkeen|\bhirdetés után"
)
"""`Continua depois da publicidade`, `Tekst gaat verder onder de advertentie`: a verb and where."""
_NUMBERED = re.compile(
    r"(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità)\s\d{1,2}"
    r"|(?:views?|hits|page ?views|visits?|просмотр(?:ы|ов)|перегляд(?:и|ів)|visite|visualizaciones|visualizações|"
    r"visualizzazioni|visitas|lecturas|leituras|vues|lectures|aufrufe|wyświetleń|odsłon|okunma|görüntülenme|"
    r"阅读|浏览|閱讀|瀏覽|조회(?:수)?|閲覧数|المشاهدات)\s*[:：]\s*\d[\d.,\u00a0 ]*"
)
_FOR_EARS = (" tab", " window")
_OPENS = re.compile(r"[\s,(]*(?:\(?opens|will open|this link opens) (?:in )?(?:an? )?new (?:browser )?(?:tab|window)$")
"""What screen readers are told of a link."""
_TRIM = re.compile(r"^[\W_]+|[\W_]+$")


_SHARED = re.compile(
    r"(?:a (?:post|photo|video|reel) shared by|ein beitrag geteilt von|une publication partagée par|"
    r"una publicación compartida (?:de|por)|un post condiviso da|een bericht gedeeld door|"
    r"ett inlägg (?:delat av|som delats av)|et innlegg delt av|et opslag delt af|"
    r"(?:uma )?publicação (?:partilhada|compartilhada) por|"
    r"post udostępniony przez|публикация от) ",
    re.IGNORECASE,
)
"""Below a post of a network that is shown in the text."""
_PAGES = re.compile(r"(?:pages?|seiten?|páginas?)\s*:?(?:\s+\d{1,2}){2,}|doi:\s*10\.\S+", re.IGNORECASE)


_ALONE = frozenset(("report", "flag", "updated"))
"""Buttons and labels as a paragraph; a heading or a line of a list may be one of these words, too."""


def is_furniture_line(block: Block) -> bool:
    """Whether a block is nothing but such a line."""
    return is_furniture(block.text) or (block.type == "paragraph" and block.text.casefold() in _ALONE)


def is_furniture(text: str) -> bool:
    """Whether a whole paragraph is a button or a label: `keep reading`, `ADVERTISEMENT`, `Show less`."""
    if len(text) >= 60:
        return len(text) <= 200 and "(@" in text and _SHARED.match(text) is not None
    folded = text.casefold()
    if folded in _LINES:
        return True  # as it is: signs of vowels at the end of a word are no letters to a pattern
    if not (folded[:1].isalnum() and folded[-1:].isalnum()):
        folded = _TRIM.sub("", folded)
    if folded.endswith(_FOR_EARS):
        folded = _TRIM.sub("", _OPENS.sub("", folded))
    return (
        folded in _LINES
        or (text[-1:] not in (".", "!", "?") and _goes_on_behind_ad(folded))
        or ("/" in text and _COUNTER.fullmatch(text) is not None)
        or (folded[:1].isdigit() and _COUNTED.fullmatch(folded) is not None)
        or ("(@" in text and _SHARED.match(text) is not None)
        or _PAGES.fullmatch(text) is not None
        or (folded[-1:].isdigit() and _NUMBERED.fullmatch(folded) is not None)
    )


def _goes_on_behind_ad(line: str) -> bool:
    """Whether a line says where the text goes on, and nothing else: `nach der Anzeige` is after the complaint, too."""
    if (place := _BEHIND_AD.search(line)) is None or (verb := _GOES_ON.search(line)) is None:
        return False
    rest = re.findall(r"[^\W\d_]+", f"{line[: place.start()]} {line[place.end() :]}")
    return sum(word not in _FILL and not word.startswith(verb[0]) for word in rest) <= 1


_FILL = frozenset(
    (
        "the",
        "der",
        "die",
        "das",
        "le",
        "la",
        "l",
        "el",
        "il",
        "o",
        "a",
        "de",
        "het",
        "geht",
        "gaat",
        "går",
        "wird",
        "artikel",
        "artikeln",
        "artiklen",
        "artikkelen",
        "text",
        "texten",
        "dalsza",
        "dalszy",
        "ciąg",
        "część",
        "tekstu",
        "artykułu",
    )
)


def is_ad(element: HtmlElement) -> bool:
    """Whether class or id says advertisement, word by word (`ad-unit`, `div-gpt-ad-1`; never `read` or `header`)."""
    return is_ad_name(classes(element))


def is_ad_name(name: str) -> bool:
    """`is_ad` by the class and id alone, in lower case."""
    return _AD_WORDS.search(name) is not None
