"""News of three paragraphs in many languages: what agencies print around the text, and what belongs to it."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article

TEXT = (
    "Die Fähre zwischen Nordersiel und der Insel fährt ab Freitag wieder, teilte die Reederei am Mittwoch mit.",
    "Sie lag seit Sonntag im Dock, weil in der Nacht zuvor ein Baumstamm die Schraube des Schiffes beschädigt hatte.",
    "Rund 300 Pendler mussten den Umweg über den Damm nehmen, der bei Flut für zwei Stunden gesperrt werden muss.",
)
JAPANESE = (
    "県は十二日、老朽化した白波ダムの改修工事を来年度に始めると発表した。",
    "改修では、堤体を二メートルかさ上げし、洪水調節の能力を高める。",
    "地元の漁協は、工事の濁りがアユに影響するとして説明を求めている。",
)


def read(paragraphs: tuple[str, ...], above: str = "", below: str = "") -> Article:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return parse(
        f"<html><head><title>Fähre</title></head><body><main><h1>Fähre fährt wieder</h1><div class='text'>{above}{text}"
        f"{below}</div></main></body></html>",
        "https://www.tide-post.example/faehre-4711",
    )


def told(article: Article) -> tuple[str, ...]:
    return tuple(block.text for block in article.body)


@pytest.mark.parametrize(
    "below",
    [
        "<p>jkv/dpa</p>",
        "<p>qd/ vrl/</p>",
        "<p>EFE</p><p>bvn/oqu/tlm</p><p>(foto) (vídeo)</p>",
        "<p>QVN // KDO</p><p>Maré/Fim</p>",
        "<p><strong>(wqo/lub)</strong></p>",
        "<p>*tolu</p>",
        "<p>انتهای پیام</p>",
        "<p>（完）</p>",
        "<p>Kaynak: İHA</p>",
        "<p><em>Πηγή: ΑΠΕ-ΜΠΕ</em></p>",
        "<p>4 aprile 2023 ( modifica il 5 aprile 2023 | 08:51)</p>",
        "<p style='text-align:right'><strong>Đức Hùng</strong></p>",
        "<p>Artikel berkaitan: <a href='/1'>Garis panduan kantin sekolah diperketat</a></p>",
        "<p><b>Még több erről:</b> <a href='/1'>Mi lesz a megszűnt mellékvonalakkal?</a></p>",
        "<p>Следвайте ни в Google News</p>",
        "<p>Inscríbete a nuestra newsletter para seguir toda la actualidad</p>",
        "<p>Urmărește știrile noastre și pe Google News</p>",
        "<p>Subscreva a nossa newsletter e acompanhe as notícias da Serra.</p>",
        "<p>شارك الخبر</p>",
        "<p>☆夜間航行 注意燈號 請繫安全繩☆</p>",
        "<p>Il vous reste 17.4% de notre article à découvrir, réservé aux lecteurs de la Marée.</p>",
        "<div class='umfrage'><h3>Ihre Meinung</h3><p>Sind die Fähren pünktlich genug?</p></div>",
        "<div class='bu'>Die Fähre im Dock. Foto: Ada Roe/dpa</div>",
    ],
)
def test_what_stands_below_the_text(below: str) -> None:
    assert told(read(TEXT, below=below)) == TEXT


@pytest.mark.parametrize(
    "below",
    [
        "Die Reederei dankt allen/jedem für Geduld.",
        "Джерело: пресслужба громади",
        "Die Einzelheiten stehen im Fahrplan: www.tide-ferry.example",
        "„Das reicht uns nicht“, sagte Jens Abel.",
        "Fotos zeigen ein Loch im Rumpf.",
        "Quellen im Ministerium: Das kann noch dauern, bis alle Schäden an dem Schiff gefunden und beschrieben sind.",
    ],
)
def test_what_belongs_to_it(below: str) -> None:
    assert told(read((*TEXT[:2], below, TEXT[2]))) == (*TEXT[:2], below, TEXT[2])


@pytest.mark.parametrize(
    "line",
    [
        "הצטרפו אליו גם שלושה חברי מועצה מן הנמל.",
        "Theo dõi sát diễn biến giá cá trên thị trường thế giới, cảng đã giảm phí neo đậu.",
        "ติดตามตัวผู้ต้องหาซึ่งขายตั๋วเรือปลอมทาง online",
        "ติดตามตัวคนร้ายได้ที่ท่าเรือเก่า",
        "Recibe cada semana decenas de cartas por correo, según cuenta el farero.",
        "Únete a la protesta, decía el cartel del muelle.",
        "Támogassa vagy ne a kormány a hidat, a falu megépíti.",
        "Támogasd a hidat, áll a táblán a falu szélén.",
        "Iratkozz fel a listára, kérte a révész.",
        "Pratite li radove na mostu, kaže načelnik, vidite i sami.",
        "Още от 2019 г. общината обещава <a href='/1'>ремонт</a> на кея.",
        "Our journalism needs your support is what the editor wrote on the wall of the old boathouse.",
        "Haben sie einen Fehler gemacht, zahlt die Reederei.",
        "Erreur dans l’attribution du marché, la mairie recommence.",
        "Нашли ошибку в расчётах двое студентов из Приморска.",
        "無断で船に乗り込んだとして、男が逮捕された。",
        "残り3文字は、波に洗われて読めなかった。",
        "اشترك في السباق عشرون قاربا من الساحل.",
        "شارك الخبر على صفحته أحد البحارة.",
        "Urmărește zilnic pe Facebook postările portului, spune o vecină.",
        "Abonează-te, scria pe afișul din port.",
        "Te recomendamos llevar <a href='/1'>agua</a> al faro.",
        "Noticias relacionadas con la <a href='/1'>marea</a> llenan el tablón.",
        "Berita terkait <a href='/1'>banjir</a> dibaca di balai desa.",
        "வாசிக்க வேண்டிய <a href='/1'>புத்தகங்கள்</a> படகில் உள்ளன.",
        "Прочитајте <a href='/1'>писмо</a>, рекао је лучки судија.",
        "Meld je aan voor de loop, staat op het bord.",
        "Odebírejte vodu jen ze studny, radí obec.",
        "扫描二维码下载不明软件，老人被骗八万元。",
        "Il vous reste deux semaines à découvrir le phare.",
    ],
)
def test_sentences_that_begin_like_an_invitation(line: str) -> None:
    found = told(read((*TEXT[:2], line, TEXT[2])))
    assert len(found) == 4 and found[2].startswith(line.partition("<")[0].strip())


@pytest.mark.parametrize(
    "line",
    [
        "Támogassa a lapunkat!",
        "Iratkozz fel hírlevelünkre",
        "הצטרפו לערוץ הטלגרם שלנו",
        "Theo dõi chúng tôi trên Facebook",
        "ติดตามข่าวท่าเรือได้ที่ LINE",
        "Pratite Luku na Facebooku",
        "Únete a nuestro canal de WhatsApp",
        "Recibe las noticias de la costa en tu correo",
        "Este contenido es exclusivo para suscriptores",
        "Meld je aan voor de nieuwsbrief van de haven",
        "残り812文字（全文1340文字）",
        "Още по темата: <a href='/1'>Кеят</a>",
    ],
)
def test_invitations_that_name_a_service_or_the_own_paper(line: str) -> None:
    assert told(read((*TEXT[:2], line, TEXT[2]))) == TEXT


@pytest.mark.parametrize(
    "above",
    [
        "<p>2025/03/12 14:07</p>",
        "<div>10 Mart 2025 Pazartesi 20:07 | Güncelleme: 11 Mart 2025 Salı 09:12</div>",
        "<p>Päivitetty 12.3.2025 15:10</p>",
    ],
)
def test_dates_above_a_text_of_short_sentences(above: str) -> None:
    assert told(read(JAPANESE, above=above)) == JAPANESE
