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
        "<p>mho/dpa</p>",
        "<p>mw/ agz/</p>",
        "<p>EFE</p><p>hpc/ass/rrt</p><p>(foto) (vídeo)</p>",
        "<p>ABC // XYZ</p><p>Lusa/Fim</p>",
        "<p><strong>(fza/idn)</strong></p>",
        "<p>*mcam</p>",
        "<p>انتهای پیام</p>",
        "<p>（完）</p>",
        "<p>Kaynak: İHA</p>",
        "<p><em>Πηγή: ΑΠΕ-ΜΠΕ</em></p>",
        "<p>12 marzo 2025 ( modifica il 12 marzo 2025 | 10:26)</p>",
        "<p style='text-align:right'><strong>Đức Hùng</strong></p>",
        "<p>Artikel berkaitan: <a href='/1'>Garis panduan kantin sekolah diperketat</a></p>",
        "<p><b>Még több erről:</b> <a href='/1'>Mi lesz a megszűnt mellékvonalakkal?</a></p>",
        "<p>Следвайте ни в Google News</p>",
        "<p>Inscríbete a nuestra newsletter para seguir toda la actualidad</p>",
        "<p>Urmărește știrile noastre și pe Google News</p>",
        "<p>Subscreva a nossa newsletter e acompanhe as notícias da Serra.</p>",
        "<p>شارك الخبر</p>",
        "<p>☆飲酒過量 有害健康 禁止酒駕☆</p>",
        "<p>Il vous reste 62.35% de cet article à lire. La suite est réservée aux abonnés.</p>",
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
    "above",
    [
        "<p>2025/03/12 14:07</p>",
        "<div>10 Mart 2025 Pazartesi 20:07 | Güncelleme: 11 Mart 2025 Salı 09:12</div>",
        "<p>Päivitetty 12.3.2025 15:10</p>",
    ],
)
def test_dates_above_a_text_of_short_sentences(above: str) -> None:
    assert told(read(JAPANESE, above=above)) == JAPANESE
