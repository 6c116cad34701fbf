"""Headlines are told from what stands beside them: labels in the same heading, the site's name, a section's heading."""

from __future__ import annotations

import re

import pytest

from qiosk_scraper import parse

URL = "https://www.tide-post.example/harbour/the-quay-is-to-grow-4711"
TITLE = "The quay is to grow by forty metres"
TEXT = "".join(
    f"<p>Paragraph {number} tells at some length who wants a longer quay, who does not, and what it costs the town.</p>"
    for number in range(6)
)


def named(top: str, *, title: str = "", shared: str = "", language: str = "en", text: str = TEXT) -> tuple[str, str]:
    """Headline and kicker of a page that begins with `top`, called `title` in its head."""
    head = (f"<title>{title}</title>" if title else "") + (
        f'<meta property="og:title" content="{shared}">' if shared else ""
    )
    site = '<meta property="og:site_name" content="The Tide Post">'
    body = f"<main>{top}<article>{text}</article></main>"
    article = parse(f"<html lang={language}><head>{site}{head}</head><body>{body}</body></html>", URL)
    return article.headline or "", article.kicker or ""


@pytest.mark.parametrize(
    ("heading", "kicker"),
    [
        (f"<span class='mark'>Exclusive</span>{TITLE}", "Exclusive"),
        (f"<b>Opinion</b> {TITLE}", "Opinion"),
        (f"{TITLE} <span class='plus' title='For subscribers'>Plus</span>", ""),
    ],
)
def test_a_label_in_the_heading_is_no_part_of_what_machines_are_told(heading: str, kicker: str) -> None:
    assert named(f"<h1>{heading}</h1>", shared=TITLE) == (TITLE, kicker)


@pytest.mark.parametrize(
    ("heading", "shared"),
    [
        (f"{TITLE} <span>after the storm</span>", TITLE),
        ("Talk with Ada Brandt: <em>“Never again”</em>", "Talk with Ada Brandt"),
        ("The finest old quays of <span>2025</span>", "The finest old quays of"),
    ],
)
def test_words_of_a_heading_are_no_label_where_machines_are_told_less(heading: str, shared: str) -> None:
    whole = re.sub(r"<[^>]*>", "", heading)
    assert named(f"<h1>{heading}</h1>", title=f"{shared} | The Tide Post", shared=shared)[0] == whole


def test_a_name_that_a_sentence_begins_with_is_no_label() -> None:
    assert (
        named("<h1><b>Ada Brandt</b> says the quay is long enough</h1>", shared="says the quay is long enough")[1] == ""
    )


def test_a_label_that_machines_are_told_as_well_stays() -> None:
    whole = f"Opinion: {TITLE}"
    assert named(f"<h1><b>Opinion:</b> {TITLE}</h1>", title=TITLE, shared=whole)[0] == whole


@pytest.mark.parametrize("shared", [f"The Tide Post: {TITLE}", f"Tide Post: {TITLE}"])
def test_the_site_named_before_a_colon_is_split_off(shared: str) -> None:
    assert named("", title=shared, shared=shared)[0] == TITLE


def test_the_site_named_before_a_colon_in_the_displayed_heading_too_stays() -> None:
    whole = "The Tide Post: how we count the boats"
    assert named(f"<h1>{whole}</h1>", title=whole, shared=whole)[0] == whole


def test_a_speaker_before_a_colon_is_not() -> None:
    assert named("", title="Harbour master: We were warned", shared="Harbour master: We were warned")[0].startswith(
        "Har"
    )


def test_a_section_s_heading_is_not_the_headline() -> None:
    section = f"<h1 class='section'>Harbour</h1><h2>{TITLE}</h2>"
    assert named(section, title=f"{TITLE} | The Tide Post", shared=TITLE)[0] == TITLE


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("码头将延长四十米 工程明年开始_潮汐新闻网", "码头将延长四十米 工程明年开始"),
        ("码头将延长四十米 工程明年开始_本地_潮汐新闻网", "码头将延长四十米 工程明年开始"),
        ("岸壁四十メートル延長へ：The Tide Post", "岸壁四十メートル延長へ"),
        ("市长：码头将延长四十米", "市长：码头将延长四十米"),
        ("码头将延长四十米：The Tide Post记者现场", "码头将延长四十米：The Tide Post记者现场"),
        ("人気アイドルTide_Boys、岸壁で歌う", "人気アイドルTide_Boys、岸壁で歌う"),
    ],
)
def test_what_stands_behind_the_headline_in_an_east_asian_title(title: str, headline: str) -> None:
    assert named("", title=title, language="zh")[0] == headline


SEARCHED = "Harbour quay 2026: what the longer quay costs"


@pytest.mark.parametrize(
    ("head", "search", "layer"),
    [
        (f"<title>{SEARCHED} | The Tide Post</title>", SEARCHED, "title"),
        (f"<title>{SEARCHED} | Harbour | The Tide Post</title>", SEARCHED, "title"),
        (f"<title>{TITLE} - The Tide Post</title>", None, None),
        (f"<title>Harbour: {TITLE}</title><meta property='og:title' content='{TITLE[:20]}…'>", None, None),
        ("<title>Harbour</title>", None, None),
        ("<title>The Tide Post - Freshest gossip between estuary and lighthouse</title>", None, None),
    ],
)
def test_the_search_headline_is_kept_beside_the_displayed_one(head: str, search: str | None, layer: str | None) -> None:
    site = '<meta property="og:site_name" content="The Tide Post">'
    article = parse(
        f"<html><head>{site}{head}</head><body><h1>{TITLE}</h1><article>{TEXT}</article></body></html>", URL
    )
    assert (article.headline, article.search_headline) == (TITLE, search)
    assert article.answered_by.get("search_headline") == layer


def test_an_alternative_headline_is_one_and_the_line_below_is_none() -> None:
    def told(text: str) -> str | None:
        node = f'{{"@type": "NewsArticle", "headline": "{TITLE}", "alternativeHeadline": "{text}"}}'
        data = f'<script type="application/ld+json">{node}</script><title>{TITLE}</title>'
        return parse(f"<html><head>{data}</head><body><h1>{TITLE}</h1>{TEXT}</body></html>", URL).search_headline

    assert told("Forty metres more for the quay of Tide") == "Forty metres more for the quay of Tide"
    assert told("Anglers say that nobody has asked them") is None


OTHER_LINE = "Forty metres more of quay, and nobody asked the anglers"


@pytest.mark.parametrize(
    ("title", "shared", "told", "displayed"),
    [
        (TITLE, OTHER_LINE, "", True),  # the `h1` and its copy, against the one for sharing
        (TITLE, TITLE.replace("quay", "old quay"), "", True),
        (TITLE.replace("quay", "old quay"), TITLE, "", False),  # the heading has the shared line's words and more
        (OTHER_LINE, OTHER_LINE, OTHER_LINE, True),
        (
            TITLE.replace("metres", "meters"),
            TITLE.replace("metres", "meters"),
            TITLE.replace("metres", "meters"),
            False,
        ),
    ],
)
def test_the_displayed_heading_wins_where_it_is_a_line_of_its_own(
    title: str, shared: str, told: str, displayed: bool
) -> None:
    heading = title if told == "" else TITLE
    node = f'{{"@type": "NewsArticle", "headline": "{told}"}}'
    data = f'<script type="application/ld+json">{node}</script>' if told else ""
    head = f'<title>{title}</title><meta property="og:title" content="{shared}">{data}'
    article = parse(f"<html><head>{head}</head><body><h1>{heading}</h1><article>{TEXT}</article></body></html>", URL)
    assert article.headline == (heading if displayed else shared)


def test_a_live_sign_in_the_heading_is_no_part_of_it() -> None:
    heading = f"<h1><span class='story-live-tag'>LIVE</span> {TITLE}</h1>"
    assert named(heading, title=OTHER_LINE, shared=OTHER_LINE)[0] == TITLE


@pytest.mark.parametrize("name", ["rutitr", "avantitol", "nadnaslov", "trumpet", "stikktittel", "bovenkop"])
def test_labels_above_the_headline_in_the_words_of_many_systems(name: str) -> None:
    assert named(f"<div class='{name}'>Harbours</div><h1>{TITLE}</h1>", title=TITLE) == (TITLE, "Harbours")


@pytest.mark.parametrize("end", [" - The Estuary", " | Tides and Other Essays of The Estuary Review of Books"])
def test_a_site_that_names_itself_nowhere_is_no_part_of_the_search_headline(end: str) -> None:
    head = f'<title>{OTHER_LINE}{end}</title><meta property="og:title" content="{OTHER_LINE}">'
    page = f"<html><head>{head}</head><body><h1>{TITLE}</h1><article>{TEXT}</article></body></html>"
    assert parse(page, URL).search_headline == OTHER_LINE
    assert parse(page.replace(OTHER_LINE, TITLE), URL).search_headline is None


def test_a_heading_that_links_to_the_articles_number_is_the_headline() -> None:
    head = f"<title>{OTHER_LINE}</title>"
    body = f"<h1><a href='/fa/news/771122'>{TITLE}</a></h1><article>{TEXT}</article>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert parse(page, "https://www.tide-post.example/fa/news/771122/the-quay-is-to-grow").headline == TITLE
