"""Reporters named where a text begins, and whom the page then names as its authors."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.normalise.bylines import split_names
from qiosk_scraper.normalise.datelines import reporters

TAIL = "시는 올해 예산 48억원을 들여 버스 1천200대에 화면을 단다고 12일 밝혔다."


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"(한강=한빛뉴스) 김서연 기자 = {TAIL}", ["김서연"]),
        (f"(한강=한빛뉴스) 김서연·박준호 기자 = {TAIL}", ["김서연", "박준호"]),
        (f"[산들신문 이도현 기자] {TAIL}", ["이도현"]),
        (f"【산들신문】 {TAIL}", []),
        (f"이도현 기자는 12일 {TAIL}", []),
        ("〔記者黃冠宇／台中報導〕台中一間早餐店昨天清晨遭小貨車撞入。", ["黃冠宇"]),
        ("［記者黃冠宇、林佳蓉／台中報導］台中一間早餐店遭小貨車撞入。", ["黃冠宇", "林佳蓉"]),
        ("（中央社記者林佳蓉海岸12日電）海岸市政府今天宣布。", ["林佳蓉"]),
        ("（中央社記者林佳蓉、王小明海岸12日電）海岸市政府今天宣布。", ["林佳蓉", "王小明"]),
        ("　　新华社青州3月12日电（记者陈立、赵敏）青州港12日开通航线。", ["陈立", "赵敏"]),
        ("本报青州3月11日电 （记者周彤）记者从青州市教育局获悉。", ["周彤"]),
        ("市长对记者说，项目将于六月完工（记者会定于周五）。", []),
        ("The reporter (Ann Lee) was there.", []),
    ],
)
def test_reporters_of_a_dateline(text: str, names: list[str]) -> None:
    assert reporters(text) == names


@pytest.mark.parametrize(
    ("told", "above", "names"),
    [
        ("中社", "", ["林佳蓉"]),
        ("林佳蓉", "", ["林佳蓉"]),
        (None, "", ["林佳蓉"]),
        (None, "<div class='author'>王小明</div>", ["王小明"]),
    ],
)
def test_dateline_names_whom_nothing_else_does(told: str | None, above: str, names: list[str]) -> None:
    node = f'{{"@type":"NewsArticle","headline":"沿海鐵路6月復駛","author":{{"@type":"Person","name":"{told}"}}}}'
    head = f'<script type="application/ld+json">{node}</script>' if told else ""
    text = "<p>（中央社記者林佳蓉海岸12日電）海岸市政府今天宣布，沿海鐵路支線將於6月1日恢復營運，首月免費搭乘。</p>"
    text += "<p>支線全長17公里，去年因颱風沖毀路基停駛，沿線7座車站都完成無障礙改善，市長表示感謝各界支持。</p>" * 3
    page = (
        f"<html><head><title>沿海鐵路6月復駛</title>{head}</head><body><h1>沿海鐵路6月復駛</h1>{above}<div>{text}</div>"
    )
    article = parse(page, "https://www.tide-post.example/rail")
    assert [author.name for author in article.authors] == names


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("كتب: أحمد عبد الهادي - منى رزق", ["أحمد عبد الهادي", "منى رزق"]),
        ("ویب ڈیسک بدھ 12 مارچ 2025", ["ویب ڈیسک"]),
        ("Kontributor Sukamaju, Rini Astuti", ["Rini Astuti"]),
        ("Corresponsal, Ana Ruiz", ["Ana Ruiz"]),
    ],
)
def test_bylines_of_further_languages(printed: str, names: list[str]) -> None:
    assert split_names(printed) == names
