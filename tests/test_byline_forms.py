"""Bylines as newsrooms print them in many languages, with the dates, papers and places around them."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.normalise.byline_moments import without_moments
from qiosk_scraper.normalise.bylines import people

FORMS = """
Par Anne Dupont avec AFP > Anne Dupont
Le Courrier avec AFP > Le Courrier
Por Ana Ruiz / Agencias > Ana Ruiz
Ana Ruiz | Madrid > Ana Ruiz
di Redazione > Redazione
Por Redacción > Redacción
Da Redação > Redação
di Marco Rossi > Marco Rossi
Oprac. Jan Kowalski > Jan Kowalski
Иван ПЕТРОВ, специально для Вестника > Иван ПЕТРОВ
Іван Петренко — четвер, 8 січня 2026 > Іван Петренко
山田太郎、佐藤花子 > 山田太郎 + 佐藤花子
【山田太郎】 > 山田太郎
（山田太郎） > 山田太郎
山本里奈、佐々木健 > 山本里奈 + 佐々木健
记者 王小明 通讯员 李静 > 王小明 + 李静
撰文/王小明 编辑/李静 > 王小明
/ritzau/ > ritzau
Jane Doe 1, Luc Roe 2 & Mia O'Dowd* > Jane Doe + Luc Roe + Mia O'Dowd
DHA - İSTANBUL > DHA
Jane Doe/Harbour Post Staff > Jane Doe
Editor: Budi Santoso Reporter: Siti Aminah > Siti Aminah
Kirjoittanut Aino Virta > Aino Virta
إعداد: أحمد محمود | تحرير: سارة خالد > أحمد محمود
文/王小明 > 王小明
記者王小明／台北報導 > 王小明
홍길동·김철수 기자 > 홍길동 + 김철수
Oleh Budi Santoso > Budi Santoso
Penulis: Budi Santoso > Budi Santoso
Yazar: Ali Yılmaz > Ali Yılmaz
Haber: Ali Yılmaz > Ali Yılmaz
Ein Gastbeitrag von Jana Roth > Jana Roth
Eine Analyse von Jana Roth, Berlin > Jana Roth
Interview: Jana Roth > Jana Roth
Aus Kiew berichtet Jana Roth > Jana Roth
Jane Doe, Example News > Jane Doe
Jane Doe | The Harbour Post > Jane Doe
Jane Doe, News Desk > Jane Doe
Jane Doe, Political Editor > Jane Doe
Robert Poe, AP National Security Writer > Robert Poe
By Jane Doe For The Ledger > Jane Doe
JANE DOE and JOHN ROE Associated Press > JANE DOE + JOHN ROE
Amy Poe | NJ Harbour Media for NJ.example > Amy Poe
Reporting by Jane Doe; Editing by John Roe > Jane Doe
Edited by: Jane Doe >
Print this article >
jdadmin >
humans.txt >
Jane Doe Mar 3, 2024 > Jane Doe
Από τον Νίκο Παπαδόπουλο > Νίκο Παπαδόπουλο
Γράφει ο Νίκος Παπαδόπουλος > Νίκος Παπαδόπουλος
بقلم: مريم حسن > مريم حسن
كتبت مريم حسن > مريم حسن
Írta: Kovács Anna > Kovács Anna
Kirjoittaja: Aino Virtanen > Aino Virtanen
Scris de Ion Popescu > Ion Popescu
Piše: Ana Horvat > Ana Horvat
Napsal Jan Novák > Jan Novák
Skrevet af Lars Holm > Lars Holm
Publicerad av Lars Holm > Lars Holm
Political Editor Jane Doe > Jane Doe
Staff Writer > Staff Writer
From our Science Correspondent Jane Doe > Jane Doe
Van onze correspondent Pieter Jansen > Pieter Jansen
dalla nostra corrispondente Giulia Rossi > Giulia Rossi
Par notre envoyée spéciale à Kiev, Claire Dubois > Claire Dubois
本報記者 王小明 > 王小明
新华社记者王小明 > 王小明
〔記者王小明／台北報導〕 > 王小明
דנה לוי, כתבת לענייני חברה > דנה לוי
Олена Коваленко — журналістка > Олена Коваленко
Jane Doe, John Roe and Lina de la Cruz > Jane Doe + John Roe + Lina de la Cruz
Von Jana Roth und Karl von der Heide, Berlin > Jana Roth + Karl von der Heide
Jane Doe/John Roe > Jane Doe + John Roe
Jana Roth/dpa > Jana Roth
山田太郎 佐藤花子 > 山田太郎 + 佐藤花子
山田 太郎 > 山田 太郎
김민수 이영희 기자 = > 김민수 + 이영희
김민수, 서울 > 김민수
أحمد محمود وسارة علي > أحمد محمود + سارة علي
أحمد محمود وليد حسن > أحمد محمود وليد حسن
דנה לוי ויוסי כהן > דנה לוי + יוסי כהן
Special to the Gazette by Jane Doe > Jane Doe
As told to John Roe > John Roe
Protokoll: Jana Roth > Jana Roth
Av: Lars Holm > Lars Holm
Tekst og foto: Lars Holm > Lars Holm
Words and photos by Jane Doe > Jane Doe
Bài và ảnh: Trần Thị Hoa > Trần Thị Hoa
Theo Nguyễn Văn An > Nguyễn Văn An
Theo Brandt > Theo Brandt
取材・文＝山田太郎 > 山田太郎
文：山田太郎　写真：佐藤花子 > 山田太郎
文 王小明 攝影 李小華 > 王小明
글 김민수 사진 이영희 > 김민수
编辑：李华 >
Text: Jana Roth Foto: Karl Holm > Jana Roth
Haber: Ayşe Demir - Kamera: Ali Kaya > Ayşe Demir
By Jane Doe. Translated from the Spanish by John Roe > Jane Doe
Photos by John Roe, Story by Jane Doe > Jane Doe
Illustrated by John Roe, Written by Jane Doe > Jane Doe
Written by Jane Doe · Medically reviewed by John Roe, MD > Jane Doe
Medically reviewed by John Roe, MD >
By Robert Poe Jr. > Robert Poe Jr.
القاهرة - أحمد محمود > أحمد محمود
Por Ana Ruiz, de Brasília > Ana Ruiz
Por Ana Ruiz, TV Globo — Rio de Janeiro > Ana Ruiz
Ana Ruiz — Jane Doe > Ana Ruiz + Jane Doe
Ana Ruiz - detikNews > Ana Ruiz
Column by Jane Doe > Jane Doe
A letter from Jane Doe > Jane Doe
Una crónica de Ana Ruiz > Ana Ruiz
Une tribune de Claire Dubois > Claire Dubois
aus Berlin von Jana Roth > Jana Roth
Подготовила Ольга Смирнова > Ольга Смирнова
Words: Jane Doe Photos: John Roe > Jane Doe
Texto de João Silva e fotos de Ana Lima > João Silva
Reportagem: João Silva; Edição: Ana Lima > João Silva
Фото: Иван Петров >
Jane Doe reports from Kyiv > Jane Doe
Jane Doe and John Roe report. > Jane Doe + John Roe
Jane Doe is a staff writer at The Ledger. > Jane Doe
JANE DOE Ledger Staff Writer > JANE DOE
Jane Doe Europe correspondent in Brussels > Jane Doe
Ana Ruiz Corresponsal en Berlín > Ana Ruiz
Jana Roth, Redakteurin im Ressort Politik > Jana Roth
Jane Doe, The Conversation > Jane Doe
Jane Doe/Staff > Jane Doe
論説委員　山田太郎 > 山田太郎
山田太郎（社会部） > 山田太郎
本报讯（记者王小明） > 王小明
김민수 특파원 = 도쿄 > 김민수
Stand: 3. Juni 2024, Von: Jana Roth > Jana Roth
Escribe: Ana Ruiz > Ana Ruiz
EXCLUSIVE: By Jane Doe > Jane Doe
Geschreven door Jan de Boer > Jan de Boer
Guest opinion by Jane Doe and John Roe > Jane Doe + John Roe
ライター：山田太郎 > 山田太郎
Traduit par Claire Dubois >
Editör: Ayşe Demir >
責任編輯：王小明 >
Jane Doe For Ledger.example > Jane Doe
João Silva com agências > João Silva
JANE DOE THE CANADIAN PRESS > JANE DOE
Jane Doe Local Democracy Reporter > Jane Doe
By national affairs editor Jane Doe and political reporter John Roe > Jane Doe + John Roe
Adeyemi Okonkwo, Lagos and Musa Bello, Kano > Adeyemi Okonkwo + Musa Bello
Ana Ruiz. Madrid > Ana Ruiz
Jane Doe, John Roe and Emily Post > Jane Doe + John Roe + Emily Post
Vincent van Gogh in Kyiv and Ali bin Salman in Moscow > Vincent van Gogh + Ali bin Salman
Rossi Giulia, De Luca Marco > Rossi Giulia + De Luca Marco
Ion Popescu și Ana Pop > Ion Popescu + Ana Pop
Budi Santoso dan Siti Aminah > Budi Santoso + Siti Aminah
Nguyễn Văn An và Trần Thị Hoa > Nguyễn Văn An + Trần Thị Hoa
Νίκος Παππάς και Ελένη Νικολάου > Νίκος Παππάς + Ελένη Νικολάου
राहुल शर्मा और अमित शाह > राहुल शर्मा + अमित शाह
สมชาย ใจดี และ สมหญิง ดีใจ > สมชาย ใจดี + สมหญิง ดีใจ
رضا کریمی و سارا علی > رضا کریمی + سارا علی
王小明和李小華 > 王小明 + 李小華
大和田和子 > 大和田和子
ANA RUIZ Bruselas > ANA RUIZ
J. R. R. Marlow > J. R. R. Marlow
By Jane Doe As told to John Roe > Jane Doe + John Roe
By JANE DOE, HEALTH EDITOR FOR THE LEDGER > JANE DOE
By Jane Doe | Crime Reporter | Daily Harbour > Jane Doe
From Jane Doe in Lagos > Jane Doe
Kommentar von Jana Roth > Jana Roth
Von Jana Roth (Text) und Karl Holm (Fotos) > Jana Roth
di Giulia Rossi - foto di Marco Neri > Giulia Rossi
लेखक: राहुल शर्मा > राहुल शर्मा
द्वारा राहुल शर्मा > राहुल शर्मा
社会部・山田太郎 > 山田太郎
阿部・山田 > 阿部・山田
مراسلنا أحمد محمود > أحمد محمود
โดย สมชาย ใจดี > สมชาย ใจดี
เขียนโดย: สมชาย ใจดี > สมชาย ใจดี
تحریر: احمد علی > احمد علی
Της Μαρίας Παππά > Μαρίας Παππά
记者 李明 王芳 > 李明 + 王芳
记者 李明 北京报道 > 李明
王小明 台南報導 > 王小明
文・山田太郎 写真・佐藤花子 > 山田太郎
山田太郎 ロンドン支局 > 山田太郎
ソウル支局 山田太郎 > 山田太郎
ロンドン＝山田太郎 > 山田太郎
Theo Reuters > Reuters
By Jane Doe, New Delhi > Jane Doe
Por Ana Ruiz — Rio de Janeiro > Ana Ruiz
JANE DOE Harbour Daily Sun > JANE DOE
Jane Doe Local Democracy Reporting Service > Jane Doe
Curated By : Jane Doe > Jane Doe
By Jane Doe; photos by John Roe; graphics by Emily Post > Jane Doe
By Jane Doe Art by John Roe > Jane Doe
By Jane Doe Read by John Roe > Jane Doe
By Jane Doe, Co-founder of Harbour Lab > Jane Doe
Von unserem Korrespondenten Karl Holm, Paris > Karl Holm
Jana Roth, Korrespondentin Rom > Jana Roth
Von Jana Roth (Text) und Karl Holm (Grafik) > Jana Roth
De notre correspondante à Berlin, Claire Dubois > Claire Dubois
Haber Merkezi: Ayşe Demir > Ayşe Demir
王小明 报道 > 王小明
【ソウル＝佐々木健】 > 佐々木健
워싱턴=김민수 특파원 > 김민수
"""


@pytest.mark.parametrize("form", FORMS.strip().splitlines())
def test_names(form: str) -> None:
    printed, _, names = form.partition(" >")
    assert [author.name for author in people([printed])] == [name for name in names.strip().split(" + ") if name]


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("By Jane Doe, 12 May 2024", "By Jane Doe"),
        ("By Jane Doe Updated: 12 May 2024 9:24 pm ET • 2 min read", "By Jane Doe"),
        ("Jane Doe / 2 days ago", "Jane Doe"),
        ("by Jane Doe — November 18, 2019", "by Jane Doe"),
        ("By Jane Doe - 2018-09-16", "By Jane Doe"),
        ("Von Jana Roth, 12.05.2024, 09:24 Uhr", "Von Jana Roth"),
        ("Publié le 3 mars 2024 | Par Anne Dupont", "Par Anne Dupont"),
        ("12 May 2024 | By Jane Doe", "By Jane Doe"),
        ("20 Nov 2019 08:00 GMT", ""),
        ("山田太郎 2024年5月12日", "山田太郎"),
        ("Por Ana Ruiz el 3 de marzo de 2024", "Por Ana Ruiz"),
        ("מאי גולן 12.3.2025", "מאי גולן"),
        ("מאי גולן, יום רביעי 12 במרץ 2025", "מאי גולן"),
        ("مي حداد، الأربعاء 12 مارس 2025", "مي حداد"),
        ("سارة المبروك آخر تحديث: ١١ آذار/مارس ٢٠٢٥ - ١٢:١٥", "سارة المبروك"),
        ("김민수 입력 2025.03.12 14:07", "김민수"),
        ("مي حداد الأربعاء 12 مارس 2025", "مي حداد"),
        ("نيسان خوري - 12 مارس 2025", "نيسان خوري"),
        ("١٢ مارس ٢٠٢٥ | نيسان خوري", "نيسان خوري"),
        ("پیر محمد شاہ | 12 مارچ", "پیر محمد شاہ"),
        ("रविवार शर्मा, 12 मार्च", "रविवार शर्मा"),
        ("ลีนา ใจดี 12 มี.ค. 2568 10:30 น.", "ลีนา ใจดี"),
        ("山田太郎２０２４年５月１２日", "山田太郎"),
        ("By April May and June March", "By April May and June March"),
        ("By Jane Doe, staff of the 5th Avenue Ledger", "By Jane Doe, staff of the 5th Avenue Ledger"),
    ],
)
def test_a_byline_without_its_date(printed: str, kept: str) -> None:
    assert without_moments(printed) == kept


TEXT = "".join(
    f"<p>Paragraph {n} tells at length how the tide came in over the quay and who saw it.</p>" for n in range(6)
)


@pytest.mark.parametrize(
    ("box", "byline", "names"),
    [
        (
            "<div class='byline'><p>By Jane Doe</p><p>Ledger Staff</p><time>12 May 2024</time></div>",
            "By Jane Doe Ledger Staff",
            ["Jane Doe"],
        ),
        (
            "<div class='story-byline'>By JANE DOE and JOHN ROE<br>Associated Press</div>",
            "By JANE DOE and JOHN ROE Associated Press",
            ["JANE DOE", "JOHN ROE"],
        ),
        ("<div class='byline'><b>Jane Doe</b><i>@janedoe</i></div>", "Jane Doe @janedoe", ["Jane Doe"]),
        (
            "<div class='byline'>By <a href='/a/jd'>Jane Doe</a> <div>About Jane Doe Follow Jane Doe</div></div>",
            "By Jane Doe",
            ["Jane Doe"],
        ),
        ("<p class='atc-metaauthor'>Jane Doe</p>", "Jane Doe", ["Jane Doe"]),
        ("<link rel='author' href='/humans.txt'><p>BAAR, SWITZERLAND</p>", None, []),
    ],
)
def test_a_byline_on_a_page(box: str, byline: str | None, names: list[str]) -> None:
    page = f"<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1>{box}{TEXT}</article>"
    article = parse(f"{page}</main></body></html>", "https://ledger.example/news/the-tide-came-in")
    assert (article.byline, [author.name for author in article.authors]) == (byline, names)


def test_the_sites_own_name_is_no_author_beside_a_person() -> None:
    head = "<meta name='author' content='Jane Doe, Harbour Post'><title>Tide</title>"
    page = (
        f"<html><head>{head}</head><body><main><article><h1>The tide came in</h1>{TEXT}</article></main></body></html>"
    )
    found = parse(page, "https://www.harbourpost.example/news/the-tide-came-in").authors
    assert [author.name for author in found] == ["Jane Doe"]


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("<p style='text-align: right;'><strong>Ada Brandt</strong></p>", ["Ada Brandt"]),
        ("<p><em>Ada Brandt</em></p>", ["Ada Brandt"]),
        ("<p>Ada Brandt</p>", []),
        ("<p><strong>What comes next</strong></p>", []),
        ("<p><strong>Vive La Larkfield</strong></p>", []),
        ("<p><strong>Merry Christmas</strong></p>", []),
        ("<p><strong>Merry Brandt</strong></p>", ["Merry Brandt"]),
        ("<p><strong>Ada Brandt</strong></p><p>The ferry sails again on Monday, its captain said.</p>", []),
    ],
)
def test_a_name_signed_below_the_text(end: str, names: list[str]) -> None:
    page = f"<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1><div>{TEXT}{end}</div>"
    article = parse(f"{page}</article></main></body></html>", "https://ledger.example/news/the-tide-came-in")
    assert [author.name for author in article.authors] == names


CARD = "<div class='vcard'><b class='fn'>Ada Brandt</b></div>"


@pytest.mark.parametrize(
    ("foot", "names"),
    [
        ("<footer><span class='vcard'>By <b class='fn'>Ada Brandt</b></span></footer>", ["Ada Brandt"]),
        (f"<section id='kommentare'>{CARD}</section>", []),
        (f"<section id='responses'>{CARD}</section>", []),
        (f"<section class='reacties'>{CARD}</section>", []),
        (f"<section class='below'><article>{CARD}</article></section>", []),
        (
            f"<ol><li>{CARD}<p>The tide was higher in my day, and nobody wrote about it at such length.</p></li></ol>",
            [],
        ),
        (f"<div class='advert'>{CARD}</div>", []),
        ("<div class='vcard'><b class='fn'>Ada Brandt</b> <i class='tel'>555 0100</i></div>", []),
        ("<div class='imprint vcard'><span class='fn org'>Larkfield Tide Ltd</span></div>", []),
        ("<div class='vcard'><span class='fn org'>Ada Brandt</span></div>", []),
        ("<div class='vcard'><span class='fn'>Larkfield Tide Ltd</span></div>", []),
    ],
)
def test_a_card_below_the_text(foot: str, names: list[str]) -> None:
    head = "<html><head><title>Tide</title></head><body><main><article class='hentry'><h1>The tide came in</h1>"
    page = f"{head}<div>{TEXT}</div>{foot}</article></main></body></html>"
    article = parse(page, "https://ledger.example/news/the-tide-came-in")
    assert [author.name for author in article.authors] == names


@pytest.mark.parametrize("tag", ["article", "div"])
def test_a_card_outside_of_the_articles_entry_names_no_author(tag: str) -> None:
    page = (
        f"<html><head><title>Tide</title></head><body><main><{tag}><h1>The tide came in</h1><div>{TEXT}</div></{tag}>"
    )
    assert not parse(f"{page}{CARD}</main></body></html>", "https://ledger.example/news/the-tide-came-in").authors


@pytest.mark.parametrize(
    "place", ["Los Angeles", "New Delhi", "Washington DC", "Saint Petersburg", "Abu Dhabi", "Rio Grande"]
)
def test_a_place_that_opens_the_text_is_no_author(place: str) -> None:
    head = "<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1>"
    page = f"{head}<div><p>{place}</p>{TEXT}</div></article></main></body></html>"
    assert not parse(page, "https://ledger.example/news/the-tide-came-in").authors
    assert parse(page.replace(place, "Abu Bakr Brandt"), "https://ledger.example/news/the-tide-came-in").authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("<div>Texto de Rita Sá Marques, em Almada | 4 de Março de 2026</div>", ["Rita Sá Marques"]),
        ("<div>Live reporting by Ada Brandt and Leo Park. Edited by Jo Tan.</div>", ["Ada Brandt", "Leo Park"]),
        ("<ul><li>기자명 김민서 기자</li></ul>", ["김민서"]),
        ("<div><b>2026-03-04 21:30</b> 来源：<i>港报</i> 作者：王小明 责任编辑：李静</div>", ["王小明"]),
        ("<div>2026-03-04 来源：港报 记者：王小明、李静</div>", ["王小明", "李静"]),
        (
            "<div><a href='/@ada'>Ada Brandt</a><abbr title='2026-03-04T21:30:00Z'>9 months ago</abbr></div>",
            ["Ada Brandt"],
        ),
    ],
)
def test_a_line_below_the_headline_that_nothing_marks(line: str, names: list[str]) -> None:
    head = "<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1>"
    article = parse(f"{head}{line}<div>{TEXT}</div></article></main></body></html>", "https://ledger.example/tide-4711")
    assert [author.name for author in article.authors] == names


def test_the_site_that_only_the_title_names_is_no_author_beside_a_person() -> None:
    head = "<title>The tide came in | Estuary Post</title><meta name='author' content='Estuary Post'>"
    line = "<div class='byline'>By Ada Brandt EP</div>"
    page = f"<html><head>{head}</head><body><h1>The tide came in</h1>{line}{TEXT}</body></html>"
    assert [one.name for one in parse(page, "https://www.ep.example/tide").authors] == ["Ada Brandt"]
    page = page.replace(line, "")
    assert [one.name for one in parse(page, "https://www.ep.example/tide").authors] == ["Estuary Post"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        (
            "<i class='icon'></i> Jane Roe <i class='icon'></i> 4 Mar 2026, 9:30 pm <i class='icon'></i> 1,204",
            "Jane Roe",
        ),
        ("Jane Roe, Harbour Reporter<br>Wednesday 4 March 2026 21:30 GMT", "Jane Roe"),
        ("<span>Luc Petit - correspondant à Brest</span><span>04 mars 2026 - 21:30</span>", "Luc Petit"),
        ("Ana Ruiz / Corresponsal<br>Vigo - 04 MAR 2026 - 21:30 CET", "Ana Ruiz"),
        ("Door onze verslaggever Jan de Vries | 4 mrt 2026 om 21:30", "Jan de Vries"),
        ("Ola Nordmann, Kari Lie<br>Publisert: 04.03.26, 21:30", "Ola Nordmann | Kari Lie"),
        ("4. 3. 2026 21:30 – Václav Novák, Praha", "Václav Novák"),
        ("Nagy Béla, Kiss Anna | 2026.03.04. 21:30", "Nagy Béla | Kiss Anna"),
        ("Ayşe Kaya – İstanbul | Yayınlanma: 04 Mart 2026 Çarşamba, 21:30", "Ayşe Kaya"),
        ("21:30, 4 марта 2026 | Анна Серова, собкор", "Анна Серова"),
        ("της Μαρίας Νίκου | Τετάρτη, 04-03-2026 21:30", "Μαρίας Νίκου"),
        ("القاهرة - أحمد سمير | نشر في: الأربعاء 4 مارس 2026", "أحمد سمير"),
        ("גל לוי | 4 במרץ 2026, 21:30", ""),
        ("דנה לוי | 4 במרץ 2026, 21:30", "דנה לוי"),
        ("김민서 기자 | 승인 2026.03.04 21:30", "김민서"),
        ("2026-03-04 21:30 | 来源：港口报", ""),
        ("Harbour Fees | 4 March 2026, 21:30", ""),
        ("Política Nacional | 4 de marzo de 2026, 21:30", ""),
        ("The ferry left on 4 March 2026 with Jane Roe at the helm", ""),
    ],
)
def test_people_in_a_line_with_the_date_that_nothing_marks(line: str, names: str) -> None:
    head = "<html><head><title>Tide</title></head><body><main><article><h1>The tide came in</h1>"
    page = f"{head}<div>{line}</div><div>{TEXT}</div></article></main></body></html>"
    article = parse(page, "https://ledger.example/tide-4711")
    assert " | ".join(author.name for author in article.authors) == names


@pytest.mark.parametrize(
    "line",
    [
        "<figure><img src='/a.jpg' width='800' height='400'><div>Jane Roe on 4 March 2026</div></figure>",
        "<div class='lead-caption'><span>Jane Roe, 4 March 2026</span></div>",
        "<div>Anna Brandt, 4 March 1961 – 5 May 2026</div>",
        "<p>Prime minister Jane Roe resigned on 4 March 2026.</p>",
        "<div><b>Audio</b> 3:07 min | 4 March 2026, 21:30 | Jane Roe</div>",
        "<div>3:07 | 4 March 2026 | <span>Jane Roe</span> <b>How the town wants to keep out the next tide</b></div>",
        "<p>What Jane Roe and Anna Lund, both of Larkfield, said in court on 4 March 2026</p>",
    ],
)
def test_who_is_seen_or_written_about_is_no_author(line: str) -> None:
    head = "<html><head><title>Anna Brandt</title></head><body><main><article><h1>Anna Brandt, keeper of the tide</h1>"
    article = parse(f"{head}{line}<div>{TEXT}</div></article></main></body></html>", "https://ledger.example/tide-4711")
    assert not article.authors
