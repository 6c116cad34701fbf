"""Headings that newsrooms print over links to further articles."""

from __future__ import annotations

import re

RELATED_HEADING = re.compile(
    r"^(?:related|recommended|more\b|read (?:more|next|also)|also read|keep reading|you (?:may|might)|see also|up next|"
    r"what to read|next|(?:latest|recent) (?:posts|stories|articles)$|"
    r"also (?:in|on)\b|"
    r"aus dem ressort|passend zu|neueste (?:artikel|beiträge)|fler (?:nyheter|artiklar)|"
    r"flere (?:saker|artikler|nyheder)|meer (?:nieuws|artikelen)|derniers articles|"
    r"further reading|don['’]t miss|in case you missed|"
    r"mehr (?:zum|aus|von)|verwandte|ähnliche|lesen sie|das könnte|weitere|"
    r"à lire|lire aussi|sur le même|articles? liés?|recommandés?|"
    r"relacionad|más (?:sobre|de|noticias)|te puede|lee también|le puede|"
    r"leia|mais (?:sobre|de)|relacionad|veja|"
    r"(?:not(?:as?|[íi]cias)|art[íi](?:culos?|gos?)|contenidos?|conteúdos?|temas|historias|matérias|articoli|notizie)"
    r" (?:relacionad|correlat)|explore further$|gerelateerd|powiązane|podobne|ilgili (?:haber|içerik|konu)|"
    r"مقالات ذات|أخبار ذات|"
    r"leggi anche|correlati|altri articoli|potrebbe|"
    r"lees ook|meer (?:over|uit)|läs (?:mer|också|även)|relaterat|les også|læs også|czytaj|zobacz|lue myös|"
    r"most (?:read|popular|viewed|shared|watched)|trending|popular|editors?['’]s? picks?|top stories|"
    r"meistgelesen|am meisten|beliebt|les plus (?:lus|vus)|lo m[áa]s (?:le[íi]do|visto)|m[áa]s le[íi]d|mais lidas?|"
    r"pi[ùu] lett|i pi[ùu] lett|meest gelezen|mest (?:lest|læst|läst)|luetuimmat|najcz[ęe][śs]ciej|nejčtenější|en çok|"
    r"самое|популярн|人気|アクセスランキング|많이 본|热门|"
    r"berita (?:terkait|lainnya)|artikel terkait|baca juga|tin (?:liên quan|cùng)|xem thêm|σχετικ|διαβάστε|"
    r"читайте також|схожі|مواضيع ذات|اقرأ|קראו|संबंधित|(?:ये|यह) भी पढ़ें|súvisiac|"
    r"související|kapcsolódó|povezan|susij|seotud|"
    r"(?:이 |해당 )?기자의 (?:다른|최신)|(?:新[闻聞]|[热熱][点點门門]|[阅閱][读讀]|点击|點擊)排行|"
    r"関連|相关|相關|관련|похожие|читайте|по теме|"
    r"you['’]ll (?:also |love|like)|also of interest|similar (?:articles|stories|posts|news)|our picks$|"
    r"must[- ]reads?$|editors?['’]?s? (?:picks?|choice)$|other (?:stories|articles)$|"
    r"empfehlungen|empfohlene?n? (?:artikel|beiträge)|"
    r"vous aimerez|nos autres articles|à voir aussi|(?:articles?|contenus?) (?:similaires?|recommandés?|associés?)|"
    r"también te puede|te recomendamos|quizás? (?:le|te) interes|artículos similares|no te pierdas|"
    r"(?:você )?(?:também )?pode gostar|você (?:também )?pode|recomendad[oa]s|"
    r"ti potrebbe|potrebbero|da non perdere|consigliati|"
    r"aanbevolen|misschien ook|relater(?:ade|te|ede)|aiheeseen liittyv|suosittelemme|anbefalt|anbefalet|rekommenderat|"
    r"polecamy|może (?:cię|ci|państwa)|warto przeczytać|doporučujeme|odporúčame|mohlo by|najčítanejšie|"
    r"legolvasottabb|ez is érdekel|további (?:cikkek|hírek)|articole (?:similare|asemănătoare|recomandate)|"
    r"cele mai (?:citite|populare)|te-ar putea|najčitanij|možda (?:vas|će)|moglo bi vas|najbolj brano|"
    r"најчитаниј|повезан|можда (?:вас|ће)|рекомендуем|рекомендован|вам (?:может|будет|також)|ще за темою|"
    r"още (?:по темата|от)|най-(?:четени|чете)|свързани|δημοφιλή|προτεινόμεν|benzer (?:haber|içerik)|bunlar da|"
    r"önerilen|الأكثر (?:قراءة|مشاهدة|شيوعا)|قد (?:يعجبك|يهمك)|مواضيع متعلقة|مطالب مرتبط|پربازدید|پربیننده|"
    r"כתבות נוספות|עוד בנושא|הנקראות|הנצפות|אולי יעניין|おすすめ|こちらもおすすめ|推[荐薦](?:阅读|閱讀|文章)?$|"
    r"推[荐薦][阅閱][读讀]|延伸[阅閱][读讀]|猜你喜|熱門|추천 (?:기사|뉴스)|인기 (?:기사|뉴스)|terpopuler|"
    r"artikel (?:berkaitan|lainnya)|berita berkaitan|đọc nhiều|có thể bạn|bài (?:viết )?liên quan|"
    r"ข่าว(?:ที่เกี่ยวข้อง|ยอดนิยม)|सबसे ज्यादा|সম্পর্কিত|தொடர்புடைய|et pot interessar|not[íi]cies relacionades)",
    re.IGNORECASE,
)
"""Matched at the start of a heading."""
LISTED_HEADING = re.compile(
    r"^(?:latest(?:$| (?:news|stories|articles|posts|headlines|in\b|from\b))|recent (?:posts|stories|articles|news)|"
    r"in (?:this|the) series|also in\b|around the (?:site|web)|"
    r"neueste|aktuelle (?:meldungen|nachrichten)|auch interessant|passend dazu|"
    r"dans la même|derni[eè]r(?:e?s) (?:articles|infos|actu)|"
    r"[úu]ltim(?:as?|os|e) (?:not[ií]cias|hora|notizie|artículos)|más informaci[óo]n|"
    r"senaste|siste nytt|seneste|laatste nieuws|najnowsze|son haberler|from (?:our|the) archives?$|elsewhere on\b|"
    r"последние|другие (?:новости|материалы)|материалы по|最新|أخبار ذات|المزيد)",
    re.IGNORECASE,
)
"""Headings over lists of what is new, or of a series: printed beside articles, but no word of theirs."""
RELATED_LABEL = re.compile(
    r"(?:related|recommended|more|also|read (?:more|next|also|on)|see also|also read|don['’]t miss|up next|"
    r"related (?:article|story|stories|content|reading)|"
    r"mehr (?:dazu|zum thema)|auch interessant|zum thema|passend dazu|"
    r"zobacz|materialien|sur le même sujet|à lire(?: aussi)?|relacionad[oa]s?|más información|correlati|altri articoli|"
    r"meer over|relaterat|ilgili haber(?:ler)?|материалы по теме|по теме|関連記事|相关(?:新闻|阅读)|relacionadas?)",
    re.IGNORECASE,
)
"""A whole label over, beside or behind one link."""
