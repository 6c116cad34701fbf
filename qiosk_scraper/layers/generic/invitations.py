"""Words with which newsrooms of many languages lead readers elsewhere: to articles, letters, channels, shops."""

from __future__ import annotations

import re

_READ_ON = r"""
    read\s+(?:more|also|next|now|on|the\s+full|our\s+(?:full|review)) | also\s+read | don['’]t\s+miss
      | in\s+case\s+you\s+missed
  | what\s+to\s+(?:read|watch)\s+next
  | you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested) | up\s+next | keep\s+reading | continue\s+reading
  | (?:see|watch|listen|check)\s+(?:also|out\s+(?:more|our|the\s+latest)) | click\s+here | further\s+reading
  | lesen\s+sie\s+(?:auch|mehr|hier|dazu|weiter|jetzt) | lies\s+(?:auch|mehr) | mehr\s+(?:dazu|zum\s+thema|lesen
      |infos?)
  | zum\s+weiterlesen | auch\s+interessant | das\s+könnte\s+(?:sie|dich)\s+(?:auch\s+)?interessieren
      | weiterlesen | passend\s+dazu
  | lire\s+(?:l['’]|les?\s+|la\s+|notre\s+|nos\s+)(?:article|reportage|entretien|interview|enquête|analyse|dossier
      |chronique|critique|récit|éditorial|tribune|portrait|décryptage)s?(?=\s*:)
  | (?:à\s+)?lire\s+(?:aussi|également|la\s+suite|plus) | voir\s+aussi | pour\s+aller\s+plus\s+loin
      | sur\s+le\s+même\s+sujet
  | lea\s+(?:también|más|además) | lee\s+(?:también|más) | leer\s+(?:más|también) | te\s+puede\s+interesar
      | le\s+puede\s+interesar
  | (?:más|mas)\s+información(?=\s*:) | ver\s+también | mira\s+también | llegeix\s+també | consulta\s+també
  | leggi\s+(?:anche|tutto|di\s+più) | vedi\s+anche | guarda\s+anche | per\s+approfondire | potrebbe\s+interessarti
  | leia\s+(?:também|mais|ainda) | veja\s+(?:também|mais|ainda) | saiba\s+mais | confira\s+também
  | lees\s+(?:ook|meer|verder) | bekijk\s+ook | luister\s+ook
  | läs\s+(?:mer|också|även) | les\s+(?:også|mer|meir) | læs\s+(?:også|mere) | se\s+også | lue\s+(?:myös|lisää)
      | katso\s+myös
  | lesa\s+meira | sjá\s+einnig | loe\s+(?:ka|veel|lisaks) | lasi\s+(?:arī|vairāk) | (?:taip\s+pat\s+)?skaitykite
  | czytaj\s+(?:też|także|więcej|dalej|również) | zobacz\s+(?:też|także|również|więcej) | przeczytaj\s+(?:też
      |także|również)
  | čtěte\s+(?:také|též|i) | přečtěte\s+si | mohlo\s+by\s+vás | čítajte\s+(?:aj|tiež) | prečítajte\s+si
      | preberite\s+(?:tudi|še)
  | pročitaj(?:te)?\s+(?:i|još) | opširnije | vezi\s+și | citește\s+(?:și|mai) | citiți\s+și
  | olvas(?:sa?|d)\s+(?:el|tovább|még)
  | читайте\s+(?:также|тоже|ещё|еще|подробнее) | смотрите\s+также | подробнее(?=\s*:) | читайте\s+також
      | дивіться\s+також
  | прочетете\s+(?:още|повече) | вижте\s+(?:още|също) | διαβάστε\s+(?:επίσης|ακόμη|περισσότερα|ακόμα)
      | δείτε\s+(?:επίσης|ακόμη)
  | ayrıca\s+(?:okuyun|bakınız) | (?:bunları|bunu)\s+da\s+oku | ilgili\s+haber | haber(?:in)?\s+devamı
      | daha\s+fazla\s+oku
  | baca\s+(?:juga|pula|selengkapnya|lagi|lebih) | simak\s+juga | lihat\s+juga | xem\s+thêm | đọc\s+thêm
      | mời\s+bạn\s+đọc
  | soma\s*(?:pia|zaidi)? (?=\s*:) | basahin\s+(?:din|rin)
  | اقرأ\s+(?:أيضا|أيضًا|أيضاً|المزيد|ايضا) | إقرأ\s+أيضا | شاهد\s+أيضا | بیشتر\s+بخوانید | یہ\s+بھی\s+پڑھیں
      | קראו\s+(?:גם|עוד)
  | (?:यह|ये)\s+भी\s+पढ़ें | आगे\s+पढ़ें | पूरी\s+खबर\s+पढ़ें | हेही\s+वाचा | (?:আরও|আরো)\s+পড়ুন | மேலும்\s+படிக்க
  | 関連記事 | あわせて読みたい | 【(?:関連|写真|画像|動画|あわせて)[^】]{0,12}】 | 続きを読む
      | この記事の(?:写真|画像) | 延伸[阅閱][读讀] | 相[关關]新[闻聞]
  | (?:te\s+recomendamos | noticias?\s+relacionadas? | artikel\s+(?:berkaitan|terkait) | berita\s+(?:terkait|berkaitan)
      | още\s+(?:по\s+темата|от) | כתבות\s+נוספות | עוד\s+בנושא | (?:อ่าน)?ข่าวที่เกี่ยวข้อง | வாசிக்க
      | مواضيع\s+(?:متعلقة|ذات\s+صلة) | أخبار\s+ذات\s+صلة | مطالب\s+مرتبط)(?=\s*(?:[:：►▶»→|]|$))
  | bunlar\s+da\s+ilginizi\s+çekebilir | bunu\s+da\s+okuyun | אולי\s+יעניין\s+(?:אותך|אתכם) | อ่าน(?:เพิ่มเติม|ต่อ)
      | இதையும்\s+படி | прочитајте\s+(?:још|и)
  | 更多新[闻聞] | [阅閱][读讀]更多 | 관련\s*기사 | 더\s*보기 | 더보기
"""
_WRITTEN = re.compile(rf"^\W*(?:{_READ_ON})(?!\w)", re.IGNORECASE | re.VERBOSE)
_AT_ONCE = re.compile(rf"^[\W_]*(?:{_READ_ON})\s*[:：►▶»>→|]", re.IGNORECASE | re.VERBOSE)

_SERVICE = (
    r"(?:instagram|facebook|twitter|x\b|whats-?app|tiktok|youtube|telegram|google|viber|linkedin|threads|bluesky"
    r"|(?<![a-z])line(?![a-z]))"
)
_END = r"""[^,;“”"،]{0,60}$"""
"""An invitation ends soon behind the name of its service; a sentence such as `Follows posts on Facebook, she says` goes
on with a comma."""
_FOLLOWS = r"""^\W*(?:
    follow\s.{2,60}\son\s+(?:instagram|facebook|twitter|x\b|whats-?app|tiktok|youtube|telegram|google|linkedin
      |threads|bluesky)
  | (?:join|subscribe\s+to|sign\s+up\s+(?:to|for))\s.{0,40}(?:newsletters?|whats-?app|telegram|channel
      |mailing\s+list|briefing)\b
  | get\s.{2,80}(?:in(?:to)?|to)\s+your\s+(?:inbox|phone|email)
  | (?:download|get)\s[^,;]{0,30}\bapp\b(?:__END__|\s+(?:for|on|today|now|to)\b)
  | (?:folgen|folge)\s+(?:sie\s+)?.{0,30}\s(?:auf|bei)\s+(?:instagram|facebook|twitter|x\b|whats-?app|tiktok
      |google|youtube|threads|bluesky)
  | (?:suivez|retrouvez)\s.{2,60}\ssur\s+(?:instagram|facebook|twitter|x\b|whats-?app|tiktok|google|youtube)
  | (?:sigue|siga|síguenos|sigueix|segueix)\s?.{0,60}\s(?:en|no|em|a)\s+(?:nuestr|noss|instagram|facebook|twitter
      |x\b|whats-?app|google|youtube|telegram|canal)
  | segui\s.{2,60}\ssu\s+(?:instagram|facebook|twitter|x\b|whats-?app|google|youtube|telegram)
  | (?:ikuti|dapatkan)\s
      (?:[^,;“”"]{2,70}(?:whats-?app|google\s+news|telegram|instagram|channel|aplikasi)__END__
      |.{2,70}(?:whats-?app|google\s+news|telegram|instagram|channel|aplikasi)[^,]{0,30}\b(?:kami|kita)\b)
  | (?:подписывайтесь|подпишитесь|підписуйтесь|підписуйтеся|підпишіться|присоединяйтесь|приєднуйтесь|приєднуйтеся)\s+
      (?:на\s+(?:наш|нас\b|канал|рассылк|розсилк|новост|новин)|к\s+нам\b|до\s+нас\b
      |.{0,40}(?:__SERVICE__|телеграм|вайбер|ютуб|дзен|вконтакте))[^;“”«"]{0,80}$
  | följ\s+(?:oss\b__END__|.{2,30}\spå\s+__SERVICE____END__) | følg\s.{2,30}\spå\s+__SERVICE____END__
  | (?:по)?следвайте\s+(?:ни\b[^,;“”"]{0,60}$|.{2,30}\sв\s+__SERVICE____END__)
  | (?:inscr[ií]bete|ap[uú]ntate|[uú]nete)\s+(?:a|al|en)\s.{0,40}(?:newsletter|bolet[ií]n|canal\s+de|__SERVICE__)__END__
  | recibe\s.{0,40}(?:noticias|titulares|actualidad|alertas|bolet[ií]n|newsletter).{0,40}(?:correo|whats-?app)__END__
  | (?:subscreva|assine|inscreva-se|receba)\s.{0,60}(?:newsletter|whats-?app)__END__
  | receba\s+(?:no|pelo)\s+whats-?app\s.{0,30}(?:notícias|destaques|novidades|alertas)
  | urmărește(?:-ne)?\s.{0,60}\spe\s+__SERVICE____END__(?<!\.)
  | abonează-te(?:\W*$|\s.{0,60}(?:newsletter|__SERVICE__)__END__)
  | (?:ha[zc]\s+)?clic\s+aquí\s+para\s+(?:leer|ver)\s+más\b[^,;]{0,60}$
  | támogas(?:d|sa)\s+(?:(?:a|az)\s+)?(?:lapunk|szerkesztőségünk|munkánk|portálunk|újságunk)
  | iratkozz(?:on)?\s+fel\s.{0,40}(?:hírlev[eé]l|csatornánk)\w*__END__
  | simak\s.{0,40}(?:berita|news|kabar).{0,30}(?:\bkami\b|saluran|ponselmu|__SERVICE__)
  | (?:zapisz|dołącz)\s.{0,50}(?:newsletter\w*|whats-?app\w*|kanał\w*\s+na\s)__END__
  | odebírejte\s.{0,40}(?:newsletter|zpravodaj|přehled|kanál|e-?mail)\w*__END__
  | (?:za)?pratite\s+(?:nas\b[^,;“”"]{0,60}$|.{2,40}\sna\s+__SERVICE____END__)
  | شارك\s+(?:هذا\s+)?(?:الخبر|المقال)\W*$
  | اشترك(?:وا)?\s+في\s.{0,30}(?:نشرتنا|قناتنا|النشرة\s+(?:الإخبارية|البريدية)|واتساب|تل[يغ]+رام|يوتيوب)__END__
  | (?:הצטרפו|עקבו)\s+(?:(?:אלינו|אחרינו)\W*$|.{0,40}(?:ו?ואטסאפ|ווטסאפ|טלגרם|ניוזלטר|פייסבוק|__SERVICE__)__END__)
  | ติดตาม(?:(?:ข่าว|อ่าน|รับชม|เรา).{0,60}ได้ที่|.{2,60}__SERVICE____END__)
  | theo\s+dõi\s.{2,60}\strên\s+(?:zalo|__SERVICE__)__END__
  | (?:[點点按]我|[點点按]此|點擊|点击)\s*(?:下[載载]|看活動)[^。，！]{0,20}$
  | (?:扫码|掃描|扫描).{0,20}(?:关注|下载|下載|追蹤)[^。，！]{0,20}$
  | [☆★][^☆★]{2,60}[☆★]$
  | our\s+(?:journalism|reporting|newsroom)\s+(?:needs|depends\s+on)\s+your\s+(?:support|help)(?:\W*$|[.!:–—]\s)
  | (?:meld|schrijf)\s+je\s+(?:hier\s+|nu\s+)?(?:aan|in)\s+voor\s.{0,40}(?:nieuwsbrie\w+|newsletter|whats-?app)__END__
  | (?:est[ea]\s+(?:funcionalidad|contenido|artículo|noticia)\s+es\s+|contenido\s+)?
      exclusiv[ao]\s+(?:de|para)\s+(?:nuestros\s+)?(?:suscriptores|abonados)(?:\W*$|\.\s)
  | il\s+vous\s+reste\s.{0,20}\barticles?\s+à\s+(?:lire|découvrir)
  | この記事は有料(?:会員)?記事です | 残り\s?[\d,]+\s?文字(?:\W*$|\s*[（(/／]?\s*全文)
  | (?:obserwuj\s+nas | śledź\s+nas | sledujte\s+nás | kövess(?:en)?\s+minket | urmărește-ne | تابعونا
      | takip\s+edin)(?!\w)__END__
  | ακολουθήστε\s+(?:μας\b__END__|.{2,40}\sστ[οαην]{1,3}\s+__SERVICE____END__)
  | bizi\s.{0,40}takip\s+ed(?:in|ebilirsiniz)\W*$
  | تابعنا(?:\W*$|\s+(?:على|عبر|في)\s
      .{0,20}(?:فيسبوك|تويتر|تل[يغ]+رام|تيليجرام|يوتيوب|[اإ]نستغرام|واتساب|جوجل|__SERVICE__))
  | (?:was|what)\s+(?:denken|meinen|do\s+you)\s(?:sie|think).{0,60}\?? (?:let\s+us\s+know|schreiben\s+sie).{0,60}$
  | let\s+us\s+know\s+(?:in\s+the\s+comments|what\s+you\s+think)
  | (?:have|share)\s+your\s+(?:say|thoughts)\b(?!\s+(?:is|was|has|are)\b)
  | (?:diskutieren\s+sie\s+mit|schreiben\s+sie\s+(?:uns|ihre\s+meinung)(?=[^,]{0,90}$)
      |ihre\s+meinung\s+zum\s+thema(?=\W*$|\s*[:?]))
  | (?:donnez|partagez)\s+votre\s+avis\b__END__
  | réagissez(?:\W*$|\s+(?:à\s+(?:cet?|l['’])\s?article|dans\s+les\s+commentaires|ici|en\s+commentaires?)__END__)
  | (?:(?:deja|déjanos|escribe)\s+(?:tu|un)\s+comentario | deixe\s+(?:seu|o\s+seu)\s+comentário)\b[^,;]{0,25}$
  | teile\s+deine\s+(?:meinung|gedanken|erfahrung|geschichte) | hast\s+du\s+(?:tipps|fragen|hinweise|einen\s+fehler)
  )"""
_FOLLOW = re.compile(_FOLLOWS.replace("__SERVICE__", _SERVICE).replace("__END__", _END), re.IGNORECASE | re.VERBOSE)
_CLERK = re.compile(
    r"""^\W*(?:
    (?:filed|posted|published)\s+(?:under|in)\s*: | (?:tags?|tagged(?:\s+(?:with|under))?|keywords?|topics?
      |labels?|categor(?:y|ies))\s*:(?!.{40,}\w\.$)
  | (?:schlagw[oö]rter|schlagworte|stichw[oö]rter|themen)\s*: | mots[\s-]cl[ée]s\s*: | (?:etiquetas
      |palabras\s+clave|palavras-chave)\s*:
  | (?:trefwoorden|emneord|nyckelord|etiketler|теги|метки|štítky|tagi|słowa\s+kluczowe|标签|標籤|キーワード
      |태그)\s*[:：]
  | (?:reading\s+time|lesezeit|lesedauer|temps\s+de\s+lecture|tempo\s+de\s+leitura|tempo\s+di\s+lettura
      |tiempo\s+de\s+lectura
      |leestijd|lästid|lesetid|læsetid|czas\s+czytania|doba\s+čtení|время\s+(?:на\s+)?чтени[яе]|час\s+читання
      |okuma\s+süresi|waktu\s+baca)
      \s*[:：]?\s*(?:ca\.?\s*)?\d{1,3}\b.{0,14}$
  | \d{1,3}[\s-]*min(?:ute[ns]?|utos?|uti)?\.?\s+(?:read|lesezeit|de\s+lecture|de\s+lectura|de\s+leitura
      |di\s+lettura|lezen|läsning)\W*$
  | adverti[sz]?e?(?:ment|sement)?s?\W*$ | iklan\W*$ | quảng\s+cáo\W*$ | διαφήμιση\W*$ | reklám\W*$ | إعلان\W*$
      | विज्ञापन\W*$
  | (?:scroll|swipe)\s+(?:down\s+)?(?:to|for|untuk)\s | gulir\s+ke\s | (?:story|article)\s+continues\s
  | (?:in\s+this\s+article|table\s+of\s+contents|inhaltsverzeichnis|sommaire|contents?|daftar\s+isi|índice
      |en\s+este\s+artículo)\s*:?\W*$
  | \[/?\w+(?:\s[^\]]*)?\].{0,120}\[/\w+\]$
  | (?:本?(?:サイト|紙|ホームページ).{0,24})?無断(?:転載|複製|複写|引用|使用|転用).{0,30}$
  | (?:转载|轉載)(?:[请請须須][^。]{0,30}。?|[^。！？]{0,30})$
      | (?:アクセス|閲覧数?|デイリー|(?:人気|注目|よく読まれている)?の?記事)の?\s?ランキング$
      | (?:(?:заметили|нашли)\s+(?:ошибку|опечатку)|знайшли\s+помилку)(?:[^.,]{0,20}\?|\W*$|.{0,30}(?:выдел|виділ|ctrl))
      | מצאתם\s+טעות | fehler\s+gefunden\? | (?:une\s+)?erreur\s+dans\s+(?:cet\s+|l['’])article\s*(?:\?|$)
      | habe[nt]\s+sie\s+einen\s+fehler\s.{0,20}(?:gefunden|entdeckt|bemerkt)\s*\?
      | [（(]?最終更新\D{0,4}\d.{0,20}$ | 무단\s*전재 | (?:저작권자|ⓒ|©|ⓒ) | (?:责任)?编辑[:：]
      | [（(]?责(?:任)?编(?:辑)?[:：] | \(?編輯[:：]
  | copy(?:right)?\s*(?:©|\(c\)|\d{4})
  | (?:[#＃][^\s#＃]{2,40}[\s,·|]*){2,12}$
  )""",
    re.IGNORECASE | re.VERBOSE,
)
_OFFERED = re.compile(
    r"""^\W*(?:
    (?:when|if)\s+you\s+(?:purchase|buy|click|shop)\s
      .{0,60}(?:(?:links?|site)\b.{0,60}\b(?:we|commission)|\bour\s|independently)
  | the\s+.{2,30}\s(?:may|might|can|could|will)\s(?:earn|receive|get|make)\s
      .{0,30}(?:commission|money|share|percentage|portion)\b.{0,60}\b(?:links?|products?|purchas\w+|page|article|site)\b
  | (?:we|this\s+(?:article|page|post|site))\s(?:may|might|can|could|will)\s(?:earn|receive|get
      |make)\s.{0,30}(?:commission|money|share|percentage)
  | (?:this|our)\s+(?:article|page|post|story|site)\s+contains\s.{0,20}affiliate | (?:dies(?:er|e|es)
      |der)\s+\w+\s+enthält\s.{0,30}(?:affiliate|provision)
  | (?:cet\s+article|cette\s+page)\s+contient\s.{0,20}affili | (?:este|esta)\s+\w+\s+contiene\s.{0,20}afiliad
      | (?:got|have)\s+a\s+(?:story|tip|question)\b
  | if\s+you\s*['’]ve\s+got\s+a\s.{0,40}story | share\s+your\s+(?:views|thoughts|story)\b
      (?=\s*(?:[.!?:]|$|with\s|in\s+the\s+comment|below|here|via\s|by\s+e?-?mail|on\s+(?:this|our|social|facebook|twitter)))
      | like\s+this\s+(?:story|article)\?
  | pour\s+ne\s+(?:rien\s+)?(?:rater|manquer)
      (?:[^,]{0,40}$|.{0,80}(?:abonne|inscri|suivez|newsletter|télécharge|whats-?app|google|appli\b|alerte))
  | (?:every|alle)\s+.{3,60}\sin\s+(?:our
      |unserem)\s.{0,30}newsletter | verfasst\s+von\s[^,]{2,60}(?<!\.)$
  | (?:la\s+suite|cet\s+article)\s(?:de\s.{3,30}\s)?est\sréservée?
      \saux
      \sabonn | do\s+you\s+have\s+an\s+opinion\s.{0,40}\b(?:this|our)\s+(?:article|story|report|column)\b
  | (?:already\s+a|not\s+a)\s+(?:subscriber|member)(?:\W*$|\s*[?:]|\s+yet\b) | (?:sie\s+)?haben\s+(?:sie\s+)?(?:bereits
      |schon)\s+ein\s+(?:abo|konto)\b | déjà\s+abonné | redan\s+prenumerant
  | allerede\s+abonnent | ¿ya\s+eres\s+suscriptor | sei\s+già\s+abbonato
  | [▲△▼▶►◀]\s*\S.{1,120}(?:사진|제공|촬영|출처|캡처).{0,40}$ | \[[^\]]{0,40}(?:기자|사진|영상|출처|@)[^\]]{0,40}\]$
  )""",
    re.IGNORECASE | re.VERBOSE,
)
"""Notes on commissions, questions for stories, offers of subscriptions, signs before captions."""
_SIGNED = re.compile(
    r"""^\W*(?:
    (?:text(?:\s*(?:and|und|&)\s*(?:research|recherche|fotos?))?|edit(?:ing|ed\s+by|or)|fact[\s-]?check(?:ing
      |ed\s+by)?|data\s+(?:work|analysis)|design|graphics?|
      research|contribut(?:ing|ors?)|report(?:ing|ed\s+by)|writ(?:ing|ten\s+by)|produc(?:ed\s+by|tion)|translat(?:ed\s+by|ion)|photos?
      |illustrations?|videos?|camera)
  | redaktion|redigatur|redigat(?:\s+und\s+faktencheck)?|schlussredaktion|faktencheck|mitarbeit|grafik(?:en)?
      |übersetzung|recherchen?|
      produktion|bildredaktion|fotos?|layout|lektorat|kamera
  | rédaction|édition|traduction|montage|réalisation|infographie|edición|redacción|traducción|redazione
      |traduzione|edição|redação|tradução
  | pewarta|jurnalis|laporan|oprac|autor(?:in|ka)?|
      redactie|redaktör|oversættelse|opracowanie|opracował[a]?|редактор|перевод|автор(?:ы)?|editör|penulis|editor
      |reporter
  | (?:quellen?|unsere\s+quellen?|sendung|erstveröffentlichung|sources?|fuentes?|fonti?|fontes?|bron(?:nen)?
      |kilder?|källor?|lähde|źródł[oa]|zdroje?|forrás|sursa|izvor|kaynak|sumber|источники?|джерел[оа]|πηγή|出典
      |来源|來源)
    )\s*[:：]
  | ^\W*(?:(?:additional|with)\s+(?:reporting|reports?)\s+(?:by|from)|with\s+(?:files|inputs?|reports?)\s+from
      |avec\s+(?:afp|reuters|agences)
      |con\s+información\s+de)\s""",
    re.IGNORECASE | re.VERBOSE,
)
"""Labels before the names of those who made an article, or of what it was made from."""
_FIRST_PUBLISHED = re.compile(
    r"""^\W*(?:
    (?:this\s+(?:article|story|piece|post|report|text)\s+)?(?:was\s+|is\s+)?(?:originally|first)\s+(?:appeared
      |published|posted)
  | this\s+(?:article|story|piece|post|report)\s+(?:by\s.{2,60}\s)?(?:is\s+(?:republished|reprinted|syndicated)
      |was\s+(?:first|originally|produced|republished|translated
      |written\s+by(?!\s+an?\s)))
  | published\s+in\s+the\s+print\s+edition\s+of
  | [^.]{2,80}\s+is\s+an?\s+(?:\w+,?\s+){0,3}non-?profit\s+(?:news\w*|media)\b[^.]*\.
      \s+(?:you|our|we|your|read|sign|support)\b
  | (?:the\s+)?(?:views|opinions)\s+(?:and\s+opinions\s+)?expressed\s
      (?=(?:here|in\s+(?:this|these|the\s+(?:article|piece|column|comment|opinion|text|post|story|report))
      |by\s+(?:the|our|con)|are|do\s|on\s|within))
  | dieser\s+(?:artikel|text
      |beitrag)\s+(?:ist\s+(?:zuerst|eine)|wurde\s+(?:zuerst|aus)|erschien|stammt)
  | cet\s+article\s+(?:est|a\s+été)\s+(?:republié|publié|traduit|paru) | este\s+art[ií]culo\s+(?:fue
      |se)\s+(?:publicado|publicó|tradu)
  | questo\s+articolo\s+(?:è\s+(?:stato|apparso|uscito)) | este\s+artigo\s+foi\s+(?:publicado|tradu)
      | dit\s+artikel\s+(?:verscheen|is\s+eerder)
  | artykuł\s+(?:ukazał|pochodzi) | この記事は.{2,40}(?:転載|翻訳|掲載)
  )""",
    re.IGNORECASE | re.VERBOSE,
)


def leads_elsewhere(text: str) -> bool:
    """Whether a short text begins with words such as `Read also`, `Lesen Sie auch`, `関連記事`."""
    return _WRITTEN.match(text) is not None


def announces(text: str) -> bool:
    """Whether such words end in a mark, so that a headline follows: `Baca juga: …`."""
    return _AT_ONCE.match(text) is not None


def asks_to_follow(text: str) -> bool:
    """Whether a text asks to follow, join, subscribe, download, comment, or tells what the site earns."""
    return _FOLLOW.match(text) is not None or _OFFERED.match(text) is not None


def is_clerical(text: str) -> bool:
    """Whether a text files the article (`Tags: …`, `Filed under: …`, `3 min read`) or names an advertisement."""
    return _CLERK.match(text) is not None


def is_signed(text: str) -> bool:
    """Whether a text begins with a label such as `Editing:` or `Quelle:`."""
    return _SIGNED.match(text) is not None


def tells_origin(text: str) -> bool:
    """Whether a text says where the article appeared first, or whose opinion it is."""
    return _FIRST_PUBLISHED.match(text) is not None
