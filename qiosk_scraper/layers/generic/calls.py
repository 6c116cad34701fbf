"""Calls to join, subscribe, share and click, told by two words that stand together in whatever order: what to do, and
with which service or letter of the paper's."""

from __future__ import annotations

import re

_DO = r"""
    join|subscribe|sign\s?up|follow|abonnieren\s+sie|abonniere|folgen\s+sie|folgt?\s+uns|abonnez-vous|inscrivez-vous|
    suivez|abonneer\s+je|meld\s+je|word\s+lid|volg|inscr[ií]bete|suscr[ií]be(?:te|ase)|[uú]nete|s[ií]guenos|participe\s+d[oe]s?|
    acompanhe|entre\s+(?:no|para\s+o)\s+(?:nosso\s+)?(?:canal|grupo)|receba|assine|inscreva-se|clique\s+(?:aqui|no)|iscrivi?ti|unisciti|
    ricevi|seguici|prenumerera|anmäl\s+dig|följ|meld\s+deg|tilmeld(?:\s+dig)?|påmeld|følg|zapisz\s+się|dołącz|obserwuj|zasubskrybuj|
    přihlas(?:te)?\s+se|odebírejte|sledujte|prihláste\s+sa|iratkozz\w*|feliratkoz\w*|csatlakozz\w*|kövess\w*|
    abonează-te|abonați-vă|urmărește-ne|urmăriți-ne|pretplati(?:te)?\s+se|prijavi(?:te)?\s+se|pratite|
    подпи(?:шитесь|сывайтесь|шись)|присоединяйтесь|читайте|следите|підпи(?:шіться|суйтесь|суйтеся)|приєднуйте?с[ья]|стежте|
    абонирайте|последвайте|εγγραφείτε|ακολουθήστε|(?:ber)?gabung(?:lah)?|اشتركوا|للاشتراك|انضموا|تابعونا|הירשמו|הצטרפו|עקבו
"""
_WITH = r"""
    newsletters?|whats-?app|telegram\w*|viber|google\s+(?:news|discover)|bolet[ií]n|b[uü]lten\w*|nyhetsbrev\w*|nyhedsbrev\w*|
    nieuwsbrief|uutiskir\w+|h[ií]rlev[eé]l\w*|biuletyn\w*|newsletter\w*|zpravodaj\w*|рассылк\w+|розсилк\w+|bilten\w*|телеграм\w*|
    вайбер|дзен|واتساب|تل[يغ]+رام|تلگرام|نشرتنا|النشرة|ואטסאפ|טלגרם|ניוזלטר|व्हाट्सएप|টেলিগ্রাম|হোয়াটসঅ্যাপ
"""
_LAST = r"""जुड़ें|फॉलो\s+करें|सब्सक्राइब\s+करें|যুক্ত\s+হোন|ফলো\s+করুন|عضو\s+شوید|دنبال\s+کنید|katılın|abone\s+olun|takip\s+edin"""
"""What to do, in languages that set the verb last."""
_CALL = re.compile(
    rf"""^\W*(?:(?:and|please|now|bitte|jetzt|mari|ayo|yuk)\s+)?(?:{_DO})(?![\w-])
    [^,;:“”"«»]{{0,70}}?(?<!\w)(?:{_WITH})(?![\w-])[^,;“”"«»]{{0,40}}$
    | ^[^,;:“”"«»]{{0,60}}?(?<!\w)(?:{_WITH})[^,;:“”"«»]{{0,60}}?(?:{_LAST})\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_LONGEST, _LONGEST_SENTENCE = 160, 120
_SHORT = 90
_MOST_WORDS = 8
"""Of a call that ends as a sentence does."""
_LINES = re.compile(
    r"""^\W*(?:
    click\s+on\s.{2,40}\s(?:and|to|for)\s.{0,40}(?:news|updates)
  | catch\s+all\s+the\s.{2,120}(?:news|updates)
  | jetzt\s+(?:kostenlos\s+|gratis\s+)?(?:testen|abonnieren|anmelden|registrieren|weiterlesen|bestellen)\W*$
  | (?:start|try)\s.{0,20}free\s+trial | essayez\s+gratuitement\W*$ | prueba\s+gratis\W*$
  | (?:share|teilen|partager|compartir|condividi|delen|paylaş)(?:\s+(?:this|on|via|auf|sur|en|su|op))*\s*:?
      (?:\W*(?:facebook|twitter|x|e-?mail|whats-?app|linkedin|print|copy|link|telegram|pinterest|reddit))+\W*$
  | (?:subscribe|sign\s+up)\s+(?:(?:now|today|here)\s+)?(?:to|for)\s+our\s+(?:[\w-]+\s+){0,3}
      (?:newsletters?|round-?ups?|digests?|brief(?:ing)?s?|bulletins?|e-?mails?|updates)\b
  | never\s+miss\s+an?\s+(?:story|update|article|thing)\b
  | polub\s+nas\s+na\s[^,.]{2,40}$
  | become\s+an?\s+(?:supporter|member|subscriber)\s+of\s(?:our|us|the\s+(?:site|paper|community))\b[^,]{0,40}$
  | to\s+(?:read|continue\s+reading|access)\s+(?:this|the|our)\s
      .{0,50}\b(?:subscribe|sign\s+(?:in|up)|log\s+in|register)\b
  | you\s+(?:have|['’]ve)\s+(?:read|reached|used)\s.{0,40}\bfree\s+(?:articles?|stories)\b
  | this\s+(?:article|story|content)\s+is\s+(?:only\s+)?(?:for|available\s+to|exclusive\s+to|reserved\s+for)\s
      .{0,20}(?:subscribers|members)\b
  | (?:log|sign)\s+in\s+to\s+(?:comment|read|continue)\b | be\s+the\s+first\s+to\s+comment\b
  | report\s+(?:an?\s+)?(?:error|typo|mistake)\b[^,.]{0,30}$
  | (?:found|spotted|noticed|see)\s+an?\s+(?:mistake|error|typo)\b[^,.?]{0,30}\?
      (?=\s*$|\s+(?:let|tell|write|report|e-?mail|contact|please|click|send|share)\b)
  | watch\s+our\s[^,]{2,50}$ | téléchargez\s+(?:notre|l['’])\s?appli[^,]{0,40}$
  | artikel\s+ini\s+(?:telah|pernah|sudah)\s+(?:tayang|terbit|dimuat)\s
  | disclaimer\s*:.{0,80}\b(?:article|story|post|content|views|opinions|information|report)\b
  )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(
    r"""^(?:
    .{0,30}(?:카카오톡|유튜브|네이버|텔레그램|채널|뉴스레터).{0,20}(?:구독|제보|친구\s*추가)(?:하기)?\W*$
  | .{0,20}(?:公式|アカウント|チャンネル).{0,20}(?:友[だ達]ち(?:に)?追加|登録|フォロー)(?:する|はこちら)?\W*$
  | [^。]{0,20}(?:关注|關注|订阅|訂閱).{0,12}(?:微信|公众号|公眾號|频道|頻道|粉絲|专页|專頁)\W*$
  | .{0,120}\siçin\s+(?:lütfen\s+)?tıkla\w*\W*$ | .{0,80}اضغط\s+هنا\W*$ | .{0,80}पर\s+क्लिक\s+करें\W*$
  | .{0,80}klik\s+(?:di\s+)?sini\W*$
  )""",
    re.IGNORECASE | re.VERBOSE,
)
_OWN_CHANNEL = re.compile(
    r"(?<!\w)(?:our|unser\w*|notre|nuestr[oa]|nostr[oa]|nosso|onze|vårt?|vore?s|nasz\w*|naš\w*|наш\w*)\s(?:\w+[\s-]){0,2}"
    r"(?:(?:whats-?app|telegram|viber)(?:[\s-](?:channel|kanal\w*|kanál\w*|canal\w*|канал\w*))?|newsletter|boletín|канал\w*\s(?:\w+\s)?телеграм\w*|телеграм\w*|розсилк\w*|рассылк\w*|MAX)\W*$",
    re.IGNORECASE,
)
"""In a line that is no sentence: `Tutte le notizie sul nostro canale Telegram`."""
_FEED = re.compile(
    r"^(?:the post|der beitrag|l['’]article|la entrada|o post|l['’]articolo|het bericht|inlägget|indlægget|artykuł|"
    r"сообщение|запись)\s.{2,160}(?:appeared first on|first appeared on|erschien zuerst auf|est apparu en premier sur|"
    r"(?:se publicó|apareció) primero en|apareceu primeiro em|proviene da|verscheen eerst op|dök först upp på|"
    r"pochodzi z serwisu|появил\w+ (?:сначала|впервые) на)\s(?!\w+day\b)(?-i:[^\Wa-z\d_])[^,]{1,50}$",
    re.IGNORECASE,
)
"""What WordPress writes below each article of a feed."""
_LINK = re.compile(
    r"(?:donate|become an? (?:member|subscriber|supporter)|subscribe|sign up|join us|register|support us|"
    r"(?:jetzt )?(?:spenden|abonnieren|unterstützen|mitglied werden|anmelden)|faire un don|je m['’]abonne|s['’]abonner|"
    r"abonnez-vous|haz una donación|suscr[ií]bete|hazte socio|assine|doe|abbonati|dona ora|doneer|word lid|stöd oss|"
    r"prenumerera|bli medlem|wesprzyj|поддержать|подписаться|bağış yap|abone ol)"
    r"(?: (?:now|today|here|for free|jetzt|hier|ici|maintenant|ahora|aquí|agora|aqui|ora|nu|hier|her))*\W*",
    re.IGNORECASE,
)


_FOLLOW_ENDS = ("takip edin", "takip ediniz", "takip edebilirsiniz")
_FOLLOWED = re.compile(
    r"instagram|facebook|twitter|whats-?app|tiktok|youtube|telegram|google|haberler|gelişmeler|son\s+dakika|kanalımız",
    re.I,
)
OURS = r"our|us|unser\w*|uns|notre|nos|nuestr\w+|nostr\w+|noss[ao]|onze|vår\w*|nasz\w*|наш\w*"
"""How a paper speaks of what is its own."""
_OWN = re.compile(rf"(?<!\w)(?:{OURS})(?!\w)", re.IGNORECASE)


def is_call(text: str) -> bool:
    """Whether a short line calls upon its reader: `Participe do canal no WhatsApp`, `Share: Facebook Twitter`."""
    if text.rstrip(" .!").endswith(_FOLLOW_ENDS) and len(text) <= _LONGEST and _FOLLOWED.search(text):
        return True
    if _LINES.match(text) or _FEED.match(text):
        return True
    if text[-1:] not in ".。":
        return len(text) <= _LONGEST and (
            _CALL.match(text) is not None or _ENDS.match(text) is not None or _is_own_channel(text)
        )
    return (
        len(text) <= _LONGEST_SENTENCE
        and _CALL.match(text) is not None
        and (len(text.split()) <= _MOST_WORDS or _OWN.search(text) is not None)
    )


def _is_own_channel(text: str) -> bool:
    return len(text) <= _SHORT and text[-1:].isalnum() and _OWN_CHANNEL.search(text) is not None


def is_call_of_link(text: str) -> bool:
    """Whether a link says no more than what its reader shall do: `Become a member today`."""
    return _LINK.fullmatch(text) is not None
