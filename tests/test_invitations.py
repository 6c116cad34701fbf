"""Ordinary sentences that begin as invitations do, and invitations, in the languages whose words are known.

`[…]` is a link to an article of the same site.
"""

from __future__ import annotations

import re

import pytest

from qiosk_scraper import parse

TEXT = tuple(
    f"Paragraph {number} tells at length how the tide came in over the quay, who saw it and what they did."
    for number in range(7)
)
SENTENCES = """
Read more than one book a month, the minister told [pupils] at the harbour school.
Read now as a warning, the [report] was laughed at when it came out.
You may like the new pier or not, the [council] will not take it down.
In case you missed the last ferry, a [taxi] takes you over the dam.
Don't miss the regatta on Sunday is what the [mayor] wrote on the wall.
Click here is what the false [letter] said, and forty people did.
Keep reading to your children, doctors advise in a new [study].
Listen also to the fishermen, the [opposition] demands.
Join the union or lose your seat, a channel pilot was told.
Download speeds on the app fell by half, users say.
Get a job, he was told when the shipping app failed.
Share your thoughts with the council by Friday, residents were asked.
Have your say is the name of the new office on the quay.
Let us know what you think, the mayor told the crowd on the quay.
Advertisement revenue at the port's paper fell by a third last year.
Additional reporting from the islands is planned, the broadcaster said.
Get in touch with the harbour office by Friday, residents were told.
Subscribe to our cause or leave, the admiral told the crews.
Sign up for the regatta ends on Friday, the club said.
The story first appeared in a children's book in 1911 and made the island famous.
The article was originally published in the town's gazette and cost its editor his job.
Contents of the boat were sold to pay the crew.
Scroll to the end of the list and you find the ferry, the minister said.
If you click on the link in the false letter, your account is emptied.
The harbour company will receive a share of the money from the sale.
Not a member of any party, she won the vote on the island.
Subscribe to the new plan or leave, the harbour master told the crews in the channel.
Follow the money on Google's accounts, the judge said, and you find the ship.
Auch interessant ist der [Bericht] der Stadt über den Hafen.
Mehr dazu sagte der Minister am [Freitag] im Landtag nicht.
Weitere Informationen gab die Polizei zunächst nicht heraus.
Passend dazu hat die Stadt ein [Konzept] für den Hafen beschlossen.
Mit Material von der Baustelle bauten Kinder eine Hütte.
Möchten Sie uns das erklären, fragte die Richterin den Kapitän.
Anzeige gegen den Kapitän erstattete am Montag die Reederei.
Lesen Sie mehr Bücher, riet der Minister den [Schülern] am Montag.
Folgen Sie dem Geld auf Google Maps, sagte der Richter, dann finden Sie das Schiff.
Ihre Meinung zum Thema behielt die Bürgermeisterin am Montag für sich.
Schreiben Sie uns nicht mehr, bat die Reederei ihre Kunden.
Was meinen Sie dazu, fragte die Richterin den Kapitän.
Teile deine Jacke, steht auf einem Schild am Hafen.
Dieser Text ist eine Fälschung, sagte der Bürgermeister.
Dieser Beitrag wurde aus der Rücklage der Stadt bezahlt.
Alle Boote in unserem Hafen bleiben am Montag liegen.
Verfasst von einem Lehrer, wurde das Lied vom Hafen berühmt.
Haben Sie schon ein Konto bei der Sparkasse, fragte der Anrufer.
Pour aller plus loin, la mairie a commandé une [étude] sur le port.
Lire plus, écrire plus : tel est le but du [plan] de la région.
Voir aussi la mer, voilà ce que demandait le [patient].
Suivez le chef sur Google Maps, disait la consigne, et vous verrez le port.
Retrouvez toute votre énergie, promettait l'affiche du port.
Retrouvez le calme sur Google, disait l'affiche du port, et cliquez.
Pour ne rien manquer de la régate, des milliers de gens sont venus.
Réagissez vite, a demandé le maire aux pêcheurs du port.
Partagez votre avis, avait dit le maire, puis il a fermé le port.
Commentaires et critiques n'ont pas manqué au conseil du port.
Donnez votre avis, avait dit le maire, puis il a fermé le port.
Te puede interesar la política, pero el [alcalde] decide solo.
Más información pidió la juez al [capitán] del barco.
Leer más y mejor es el fin del nuevo [plan] de la región.
Sigue en Google Maps la ruta del barco, dijo el juez, y verás el puerto.
Siga a la policía en el muelle, gritó el capitán.
Escribe un comentario sobre el puerto cada lunes en la radio local.
Mira también por los pescadores, pidió la [oposición].
Per approfondire il caso, il comune ha chiesto uno [studio] sul porto.
Guarda anche al mare il nuovo [piano] della regione.
Potrebbe interessarti la politica, ma il [sindaco] decide da solo.
Segui il denaro su Google Maps, disse il giudice, e troverai la nave.
Saiba mais sobre o mar, dizia o [cartaz] no porto, e quase ninguém leu.
Veja ainda o caso do porto, pediu o [juiz] aos jurados.
Siga-nos, gritou o polícia aos pescadores no cais.
Receba no WhatsApp a fatura do porto, dizia a burla.
Lees verder, zei de rechter tegen de [kapitein] op maandag.
Bekijk ook de haven, zei de [burgemeester] tegen de raad.
Volg ons, riep de agent naar de vissers op de kade.
Läs mer böcker, sade ministern till [eleverna] i hamnen.
Följ oss, ropade polisen till fiskarna på kajen.
Följ pengarna på vägen till banken, sade domaren.
Les mer bøker, sa statsråden til [elevene] på skolen.
Følg pengene på veien til banken, sa dommeren.
Se også på havet, sa [ordføreren] til rådet.
Læs mere, sagde ministeren til [eleverne] i havnen.
Lue lisää kirjoja, ministeri sanoi [oppilaille] satamassa.
Katso myös merelle, [kapteeni] huusi laiturilla.
Czytaj więcej książek, powiedział minister do [uczniów] w porcie.
Zobacz też morze, mówił [burmistrz] do radnych.
Obserwuj nas, krzyknął policjant do rybaków na nabrzeżu.
Śledź nas, krzyknął policjant do rybaków na nabrzeżu.
Dołącz do nas na WhatsAppie, pisali oszuści do rybaków.
Přečtěte si smlouvu, řekl soudce [kapitánovi] v pondělí.
Mohlo by vás zajímat moře, řekl [starosta] radě.
Sledujte nás, křičel policista na rybáře v přístavu.
Čítajte aj zmluvy, povedal sudca [kapitánovi] v pondelok.
Preberite še pogodbo, je dejal sodnik [kapitanu] v ponedeljek.
Pročitajte još jednom ugovor, rekao je sudac [kapetanu] u ponedjeljak.
Opširnije izvješće o luci dobit će [vijeće] u petak.
Vezi și marea de aici, a spus [primarul] consilierilor.
Citește mai mult, a spus ministrul [elevilor] din port.
Olvass el egy könyvet, mondta a miniszter a [diákoknak] a kikötőben.
Kövess minket, kiáltotta a rendőr a halászoknak a rakparton.
Читайте также договор, сказал судья [капитану] в понедельник.
Смотрите также за морем, сказал [мэр] рыбакам.
Подпишитесь под договором, сказал судья капитану, и корабль ваш.
Подпишитесь под петицией о порте призвали рыбаки в понедельник.
Подписывайтесь своим именем, говорили рыбакам в порту.
Присоединяйтесь к забастовке, призвал рыбаков профсоюз.
Читайте також договір, сказав суддя [капітанові] в понеділок.
Підписуйтесь під петицією про порт, закликали рибалки в понеділок.
Прочетете още веднъж договора, каза съдията на [капитана] в понеделник.
Вижте още морето, каза [кметът] на съветниците.
Последвайте ни, извика полицаят на рибарите на кея.
Ακολουθήστε το χρήμα, είπε ο δικαστής, και θα βρείτε το πλοίο.
Ακολουθήστε με, φώναξε ο αστυνομικός στους ψαράδες στο λιμάνι.
Διαβάστε ακόμα μια φορά το συμβόλαιο, είπε ο δικαστής στον [καπετάνιο].
Limandaki gemileri takip edin, dedi yargıç kaptana pazartesi günü.
Rıhtımda polisi takip edin diye bağırdı kaptan.
Ayrıca okuyun, yazın diyen bakan limandaki [öğrencilere] kitap verdi.
İlgili haber ajanslarına göre gemi [limanda] kaldı.
Haberin devamı yarın gelir, dedi kaptan.
Ikuti saya ke pelabuhan, kata polisi dengan suara Telegram.
Ikuti lomba perahu, warga mendapat hadiah aplikasi dari bupati.
Dapatkan uang lewat aplikasi, begitu janji penipu kepada nelayan.
Baca lagi kontrak itu, kata hakim kepada [kapten] pada hari Senin.
Lihat juga laut, kata [wali kota] kepada nelayan.
Simak berita dari laut, kata nelayan tua itu kepada anaknya.
Cek berita itu dulu, kata hakim kepada kapten kapal.
Gulir ke bawah sampai akhir daftar, kata menteri, di situ ada feri.
Xem thêm hợp đồng, thẩm phán nói với [thuyền trưởng] hôm thứ Hai.
Đọc thêm sách, bộ trưởng nói với [học sinh] ở cảng.
Theo dõi tàu trên Google Maps, cảnh sát nói, ngư dân biết đường về.
Basahin din ang kontrata, sabi ng hukom sa [kapitan] noong Lunes.
اقرأ المزيد من الكتب، قال الوزير [للتلاميذ] في الميناء.
تابعنا البحث عن السفينة حتى الفجر، قال الصياد.
تابعنا السفينة من الرصيف حتى غابت في الضباب.
بیشتر بخوانید، وزیر به [دانش‌آموزان] گفت.
קראו עוד ספרים, אמר השר [לתלמידים] בנמל.
עקבו אחרינו עד הנמל, אמר הדייג לשוטר.
आगे पढ़ें और बढ़ें, मंत्री ने [छात्रों] से कहा।
আরও পড়ুন, মন্ত্রী [ছাত্রদের] বলেছেন।
மேலும் படிக்க மாணவர்கள் [துறைமுகம்] சென்றனர்.
この記事の写真に写る[船]は、港で作られた。
関連記事を読んだ[漁師]が港に集まった。
転載を禁じる法律は、港の新聞社が求めた。
转载这条消息的渔民被罚款二百元。
相关新闻发布会定于[周五]在港口举行。
更多新闻记者在[港口]等候船只归来。
관련 기사가 나온 뒤 [항구]에 어부들이 모였다.
더 보기 싫다고 [어부]는 말했다.
อ่านต่อจนจบแล้ว [ชาวประมง] ก็กลับท่าเรือ
Related costs rose by a third, said the [council] on Sunday.
They join WhatsApp groups at night and leave them in the morning.
Entre os usuários do WhatsApp há medo de golpes desde maio
Folgen für WhatsApp-Nutzer blieben nach Angaben der Behörde aus.
Подписчики WhatsApp жалуются на сбои с самого утра.
Urmărește zilnic pe Telegram postările portului.
Daftar grup Telegram yang diblokir bertambah panjang.
Recibe por WhatsApp amenazas de muerte desde hace semanas.
انضم إلى تلغرام مئات الصيادين منذ مايو.
Il participe au groupe Telegram des pêcheurs depuis le mois de mai.
Tags: that is what the boys sprayed on the hull, and the police photographed each of them.
Contact the harbour office at harbour@ledger.example, it said.
She wrote that he should [subscribe].
Ask him who pays and he points to the sea: [a fund that nobody has seen since spring]
Wie berichtet, [wusste die Stadt seit dem Frühjahr von dem Leck in der alten Mole].
Video: it shows a man in a red coat who walks to the end of the pier and back again.
See you on Monday!
Like this one, most boats leak.
Sigue la lluvia en la costa.
Смотрите, что осталось от порта.
شاهد البحارة الحريق من الرصيف.
Our Telegram was sent in 1911, and no answer came.
"""
INVITATIONS = """
Read more: [The pier will stay after all]
Read more about the pier [here].
[Read more]
Follow Ledger on Instagram
Subscribe now to our weekly round-up and never lose track of the harbour, its ships and those who sail in them.
Sign up for our free daily newsletter.
Get the news in your inbox every morning
Share your thoughts in the comments below
Let us know what you think in the comments
Lesen Sie mehr zum Hafen [hier].
Mehr dazu: [Der Hafen bleibt nun doch offen]
Auch interessant: [Der Hafen bleibt nun doch offen]
Weitere Informationen: [Der Hafen bleibt nun doch offen]
Mehr Infos [hier]
Passend dazu: [Der Hafen bleibt nun doch offen]
Folgen Sie uns auf Facebook und Instagram
Schreiben Sie uns Ihre Meinung zum Thema
Pour aller plus loin : [Le port reste ouvert malgré tout]
Lire aussi : [Le port reste ouvert malgré tout]
Lire plus [ici]
Suivez le Port sur Facebook
Réagissez à cet article
Donnez votre avis
Te puede interesar: [El puerto queda abierto pese a todo]
Sigue a El Puerto en Instagram
Ver también [El puerto queda abierto pese a todo]
Deja tu comentario
Per approfondire: [Il porto resta aperto malgrado tutto]
Leggi anche [Il porto resta aperto malgrado tutto]
Segui Il Porto su Facebook
Saiba mais: [O porto fica aberto apesar de tudo]
Siga-nos no Instagram
Lees verder: [De haven blijft toch gewoon open]
Volg ons op Facebook
Läs mer: [Hamnen förblir öppen trots allt]
Följ oss på Facebook
Følg Havna på Facebook
Les også: [Havna forblir åpen tross alt dette]
Lue myös: [Satama pysyy sittenkin auki tänä vuonna]
Czytaj więcej: [Port pozostanie jednak otwarty przez rok]
Obserwuj nas na Facebooku
Přečtěte si také: [Přístav zůstane přece jen otevřený]
Sledujte nás na Facebooku
Čítajte aj: [Prístav predsa len zostane otvorený]
Preberite tudi: [Pristanišče vendarle ostaja odprto]
Pročitajte još: [Luka ipak ostaje otvorena do proljeća]
Opširnije: [Luka ipak ostaje otvorena do proljeća]
Vezi și: [Portul rămâne totuși deschis până la vară]
Olvasd el ezt is: [A kikötő mégis nyitva marad tavaszig]
Kövess minket Facebookon!
Читайте также: [Порт всё-таки останется открытым до весны]
Подписывайтесь на наш канал в Telegram
Подпишитесь на рассылку
Присоединяйтесь к нам в Telegram
Підписуйтесь на наш канал у Telegram
Читайте також: [Порт усе ж таки залишиться відкритим]
Прочетете още: [Пристанището все пак остава отворено]
Последвайте ни във Facebook
Ακολουθήστε μας στο Facebook
Ακολουθήστε το Λιμάνι στο Google News
Διαβάστε ακόμα: [Το λιμάνι μένει τελικά ανοιχτό ως την άνοιξη]
Bizi Google News'te takip edin
Bizi takip edin
Liman Haber'i Instagram'dan takip edebilirsiniz
Ayrıca okuyun: [Liman yine de bahara kadar açık kalacak]
İlgili haber: [Liman yine de bahara kadar açık kalacak]
Haberin devamı için [tıklayın]
Ikuti kami di Instagram
Ikuti berita terbaru di Google News
Dapatkan berita terbaru di channel WhatsApp kami
Baca juga: [Pelabuhan tetap buka sampai musim semi]
Simak juga: [Pelabuhan tetap buka sampai musim semi]
Xem thêm: [Cảng vẫn mở cửa cho đến mùa xuân năm sau]
Theo dõi chúng tôi trên Facebook
Basahin din: [Mananatiling bukas ang daungan]
اقرأ أيضا: [الميناء يبقى مفتوحا حتى الربيع]
تابعونا على فيسبوك
تابعنا على تويتر
بیشتر بخوانید: [بندر تا بهار باز می‌ماند]
קראו עוד: [הנמל יישאר פתוח עד האביב]
עקבו אחרינו בפייסבוק
यह भी पढ़ें: [बंदरगाह वसंत तक खुला रहेगा]
আরও পড়ুন: [বন্দর বসন্ত পর্যন্ত খোলা থাকবে]
மேலும் படிக்க: [துறைமுகம் திறந்திருக்கும்]
関連記事：[港は春まで開いたままになる見通し]
相关新闻：[港口将继续开放到春天]
관련 기사: [항구는 봄까지 계속 열려 있다]
อ่านต่อ: [ท่าเรือยังคงเปิดถึงฤดูใบไม้ผลิ]
Enjoying this story? [Become a member today]
Support independent journalism. [Donate now]
Click on Deccan Tide and get breaking news from the coast and sports updates.
Jetzt kostenlos testen
Abonnez-vous à notre newsletter pour ne rien manquer
→ À lire : [Le vieux pont tombe dans la mer]
Participe do canal da Maré no WhatsApp
Unisciti al nostro canale WhatsApp
Prenumerera på vårt nyhetsbrev
Читайте нас в Telegram и Дзен
Haberleri Google News'te takip etmek için [tıklayın]
للاشتراك في نشرتنا اضغط [هنا]
▶ 카카오톡으로 제보하기
👉 LINE公式アカウントを友だち追加
更多精彩内容，请关注微信公众号
हमारे व्हाट्सएप चैनल से जुड़ें
Share this: Facebook Twitter Email
What to read next: [The dam falls into the sea again]
Never miss a story. Subscribe to The Tide for $1 a week.
To read this story in full, subscribe now.
You have read 3 of 5 free articles this month.
This article is for subscribers only.
Be the first to comment
Found a mistake? Let us know.
Téléchargez notre application
Acompanhe a Maré no Google News
Tutte le notizie sul nostro canale Telegram
Самые важные новости — в нашем Telegram-канале
Polub nas na Facebooku
Artikel ini telah tayang di Ombak.com
The post [The tide came in] appeared first on [The Tide].
Disclaimer: This story was made by a machine and has not been edited by our staff.
"""


def between(line: str) -> list[str]:
    """What the body holds of a line that stands between paragraphs."""
    line = re.sub(r"\[(.+?)\]", r"<a href='/news/a-new-pier-12'>\1</a>", line)
    told = "".join(f"<p>{text}</p>" for text in (*TEXT[:4], line, *TEXT[4:]))
    html = f"<main><article><h1>The tide came in</h1><div>{told}</div></article></main>"
    found = [block.text for block in parse(html, "https://ledger.example/news/the-tide-came-in-4711").body]
    return [text for text in found if text not in TEXT]


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_a_sentence_that_begins_like_an_invitation_is_text(line: str) -> None:
    assert between(line) == [line.replace("[", "").replace("]", "")]


@pytest.mark.parametrize("line", INVITATIONS.strip().splitlines())
def test_an_invitation_is_none(line: str) -> None:
    assert between(line) == []
