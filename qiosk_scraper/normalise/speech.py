"""Words with which news tells that somebody speaks: `he wrote`, `sagte er`, `ha detto`, `dedi`."""

from __future__ import annotations

import re

_VERBS = r"""
    says? said wrote writes? tweet(?:s|ed)? (?:he|she|they|who)\s+posted
    asks? asked adds? added replied answered claims? claimed
    warns? warned tells? told shouted argues? argued explains? explained declares? declared noted commented
    insists? insisted quips? quipped joked concluded stated announced words quote
    urged urges demanded demands? called cried promised begged advise[sd]? ordered
    sagte? schrieb schreibt fragt(?:e)? twitterte antwortete? erklärte? ergänzte? betonte? warnte? meinte? kommentierte?
    riet bat rief schrie forderte mahnte behauptete steht
    heißt wörtlich zitat lautet(?:e)?
    (?:a|ont|il|elle|avait|on)\s+dit déclaré écrit écrivait affirme ajoute répond demande explique lance conclut
    prévient disait tweete
    criait promettait demandait crié demandé
    dijo dice escribió escribe preguntó pregunta añadió respondió responde afirmó afirma declaró explicó tuiteó advirtió
    gritó pidió pide decía prometía va\s+dir va\s+escriure
    disse diz escreveu escreve perguntou acrescentou respondeu afirmou declarou explicou tuitou
    gritou pediu dizia prometia gridò urlò chiese diceva
    detto scrive scrisse scritto chiede aggiunge risponde afferma dichiara spiega
    riep roept zei zegt schreef schrijft vroeg vraagt antwoordde twitterde vertelt luidt
    ropade ropte råbte bad sade säger skrev skriver frågade svarade sier (?:han|hun|hon|ho|de)\s+sa siger
    spurte svarte sagde spurgte
    sagði skrifaði huusi karjui sanoi kirjoitti sanoo kirjoittaa kysyi ütles kirjutas sacīja rakstīja sakė rašė
    krzyknął krzyknęła krzyczał[ay]? wezwał[ay]? apelował[ay]? pisali
    powiedział[ay]? pisze napisał[ay]? mówi zapytał[ay]? dodał[ay]? odpowiedział[ay]? stwierdził[ay]?
    křičel[ai]? vyzval[ai]? radí radil[ai]?
    řekl[ai]? napsal[ai]? říká píše uvedl[ai]? dodal[ai]? povedala? napísala? hovorí
    kiáltotta kérte szólította strigat
    mondta írta írja mondja kérdezte fogalmazott közölte spus scris spune scrie declarat
    viknuo vikao uzviknuo pozvao izjavio
    rekao rekla napisa[ol]a? kaže piše poručio poručila objavi[ol]a? dejala? zapisala? tha shkroi
    bağırdı diye diyen
    dedi yazdı sordu söyledi açıkladı ekledi yazdi kata ujar(?:nya)? tulis(?:nya)? ucap(?:nya)? tutur(?:nya)?
    menulis berkata seru(?:nya)? teriak(?:nya)? imbau pinta(?:nya)? begitu sabi ani
    alisema aliandika
    призвала? призвали просила? крикнула? говорили
    сказала? написала? пишет говорит заявила? спросила? добавила? ответила? сообщила?
    закликав закликала закликали просив крикнув извика призова
    сказав написав пише заявив додав каже запитав каза написа заяви попита рече
    φώναξε ζήτησε κάλεσε
    είπε έγραψε γράφει δήλωσε ρώτησε λέει ανέφερε
    و?قال(?:ت)? و?كتب(?:ت)? و?أضاف(?:ت)? و?سأل(?:ت)? و?يقول و?تقول אמרה? כתבה? שאלה? אומרת? گفت نوشت پرسید کہا لکھا
    कहा लिखा पूछा बोले बताया বলেছেন বলেন লিখেছেন
    nói viết hỏi
"""
_SPACED = re.compile(rf"(?<!\w)(?:{'|'.join(_VERBS.split())})(?!\w)", re.IGNORECASE)
_UNSPACED = re.compile(
    r"語っ|述べ|書い|書き|投稿|話し|コメント|[说說](?!明)|写道|寫道|回[应應]|[问問]道|말했|밝혔|썼다|물었|กล่าว|เขียน|ถามว่า|ระบุว่า"
)
"""Languages that set no blanks between words, and Korean, whose verbs end in many ways."""


SENTENCE = re.compile(r"[^.…][.。!?！？।۔؟።][\"'”’»」』)\]]*$")
"""The end of a whole one."""
PARTED = re.compile(r"[,:;，、،“”„«»‘「『\"–—]")


def is_reported(text: str) -> bool:
    """Whether a whole sentence tells what somebody says, invitation though it may be: `Follow us, the sign reads.`"""
    return SENTENCE.search(text) is not None and PARTED.search(text) is not None and tells_speech(text)


def tells_speech(text: str) -> bool:
    """Whether a short text tells that somebody says, writes or asks something."""
    return _SPACED.search(text) is not None or _UNSPACED.search(text) is not None
