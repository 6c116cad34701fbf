"""Authors of a page without metadata by the addresses that their names lead to."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse

URL = "https://www.norstrand.example/town/the-harbour-is-to-grow"
TEXT = "".join(
    f"<p>The harbour is to grow next year, the council decided as its item {number} in the evening, after a long"
    " debate about costs and use.</p>"
    for number in range(6)
)


def authors(head: str, above: str = "", below: str = "") -> list[tuple[str, str | None]]:
    page = f"<body>{above}<main><h1>The harbour is to grow</h1>{head}<div>{TEXT}</div></main>{below}</body>"
    return [(one.name, one.url) for one in parse(page, URL).authors]


@pytest.mark.parametrize(
    "path",
    ["/autor/{}", "/autoren/{}", "/by/{}", "/staff/{}/", "/yazarlar/{}", "/auteurs/{}", "/firmas/{}", "/profil/{}"],
)
def test_a_name_at_the_head_that_leads_to_an_authors_page_is_the_author(path: str) -> None:
    link = path.format("ada-brandt-szf")
    found = authors(f'<div class="x1"><span>Von <a href="{link}" class="y2">Ada Brandt</a></span></div>')
    assert found == [("Ada Brandt", f"https://www.norstrand.example{link}")]


@pytest.mark.parametrize(
    "head",
    [
        '<p><a href="/autoren/">Unsere Autoren</a></p>',
        '<p><a href="/staff/jobs-at-the-post">Work with us</a></p>',
        '<p><a href="/topic/ada-brandt">Ada Brandt</a> speaks to the council.</p>',
    ],
)
def test_other_links_at_the_head_name_nobody(head: str) -> None:
    assert authors(head) == []


@pytest.mark.parametrize(
    "link", ["https://rich.example/profile/cleo-dahl/", "/staff/cleo-dahl/", "https://club.example/team/cleo-dahl"]
)
def test_whom_the_text_speaks_of_is_no_author(link: str) -> None:
    head = '<div class="byline">By <span class="name">Ada Brandt</span></div>'
    first = f'<p>The owner <a href="{link}">Cleo Dahl</a> said {"that it is a long way to the quay, " * 6}and left.</p>'
    assert [name for name, _ in authors(head + first)] == ["Ada Brandt"]


def test_authors_of_the_articles_above_are_none_of_this_one() -> None:
    above = "".join(
        f'<div><a href="/town/{one}">The ferry stops</a><a rel="author" href="/author/{one}">{name}</a></div>'
        for one, name in enumerate(("Ben Arlt", "Cleo Dahl"))
    )
    found = authors('<div><a rel="author" href="/author/ada">Ada Brandt</a></div>', above)
    assert [name for name, _ in found] == ["Ada Brandt"]


def test_whoever_is_named_beside_a_linked_author_stays() -> None:
    found = authors('<p>By <a href="/staff/ada-brandt">Ada Brandt</a>, Ben Arlt</p>')
    assert [name for name, _ in found] == ["Ada Brandt", "Ben Arlt"]


@pytest.mark.parametrize(
    "others",
    [
        '<a href="/login">Sign in</a>',
        '<a href="/prihlaseni">přihlaste se</a>',
        '<a href="https://scholar.example/ada">Google Scholar</a>',
        '<a href="/search?author=ada">View author publications</a>',
    ],
)
def test_other_links_of_a_byline_are_no_authors(others: str) -> None:
    found = authors(f'<div class="article-author"><a href="/who/ada">Ada Brandt</a> {others}</div>')
    assert [name for name, _ in found] == ["Ada Brandt"]


def test_a_label_of_several_words_is_none() -> None:
    head = '<div class="published-by"><p>Author of the article:</p><div>Ada Brandt</div></div>'
    assert [name for name, _ in authors(head)] == ["Ada Brandt"]


def test_a_byline_names_whom_the_metadata_leave_out() -> None:
    head = '<meta name="author" content="Ada Brandt">'
    line = '<div class="article-author"><a href="/autor/ada">Ada Brandt</a>, <a href="/autor/ben">Ben Arlt</a></div>'
    page = f"<html><head>{head}</head><body><main><h1>The harbour</h1>{line}<div>{TEXT}</div></main></body></html>"
    assert [one.name for one in parse(page, URL).authors] == ["Ada Brandt", "Ben Arlt"]


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        (
            '<p class="x"><span>Von <a href="/autor/ada">Ada Brandt</a></span> <i>Redakteurin</i></p>',
            "Von Ada Brandt Redakteurin",
        ),
        ('<div><a href="/autor/ada">Ada Brandt</a>, <a href="/autor/ben">Ben Arlt</a></div>', "Ada Brandt, Ben Arlt"),
        ('<div><b><a href="/autor/ada">Ada Brandt</a></b>2 minutes ago</div>', "Ada Brandt"),
        ('<div><a href="/autor/ada">Ada Brandt</a> (Sport) 12.03.2025</div>', "Ada Brandt (Sport)"),
        (
            '<div class="article-author"><b>Save</b> <b>Share</b> <a href="/t">Town</a> <p>By Ada Brandt</p></div>',
            "By Ada Brandt",
        ),
        ('<div class="article-author">Ada Brandt <button></button><p>Iniciar sesión</p></div>', "Ada Brandt"),
    ],
)
def test_the_byline_as_printed(head: str, byline: str) -> None:
    page = f"<body><main><h1>The harbour is to grow</h1>{head}<div>{TEXT}</div></main></body>"
    assert parse(page, URL).byline == byline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By {ada}, {leo} | Photos by {cleo}", ["Ada Brandt", "Leo Park"]),
        ("By {ada} Photographs by {leo} and {cleo}", ["Ada Brandt"]),
        ("<span>By {ada}</span> <span>Illustration by {leo}</span>", ["Ada Brandt"]),
        ("By {ada} | <b>Edited by:</b> {leo}", ["Ada Brandt"]),
        ("Written by {ada} Medically reviewed by {leo}", ["Ada Brandt"]),
        ('By {ada} <span class="translator">{leo}</span>', ["Ada Brandt"]),
        ("Von {ada}, Fotos: {leo}", ["Ada Brandt"]),
        ("Photos by {leo} Words by {ada}", ["Ada Brandt"]),
        ("Par {ada} et <span>Leo Park (Rome)</span>", ["Ada Brandt", "Leo Park"]),
        ("By Leo Park As told to {ada}", ["Leo Park", "Ada Brandt"]),
        ("Photos by {leo}", ["Leo Park"]),
        ("By Ada Brandt, narrated by {leo}", ["Ada Brandt"]),
    ],
)
@pytest.mark.parametrize("mark", ['rel="author" ', ""])
def test_linked_names_of_others_are_told_by_what_leads_in_to_them(byline: str, names: list[str], mark: str) -> None:
    links = {
        name: f'<a {mark}href="/author/{name}">{full}</a>'
        for name, full in (("ada", "Ada Brandt"), ("leo", "Leo Park"), ("cleo", "Cleo Dahl"))
    }
    assert [name for name, _ in authors(f'<p class="byline">{byline.format(**links)}</p>')] == names


def test_an_account_gives_way_to_the_line_that_names_who_wrote() -> None:
    account = '<div><span class="author vcard"><a rel="author" href="/author/admin/">admin</a></span></div>'
    assert [name for name, _ in authors(f"{account}<p>By Ada Brandt</p>")] == ["Ada Brandt"]


def test_who_wrote_an_interview_is_named_before_a_link_of_any_address() -> None:
    assert [name for name, _ in authors('<div>Ein Interview von <a href="/haus/a-1">Ada Brandt</a></div>')] == [
        "Ada Brandt"
    ]


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (
            '<div class="byline"><p class="byline__name"><a rel="author" href="/people/1">Ada Brandt</a>, </p>'
            '<p class="byline__name">Leo Park</p></div>',
            ["Ada Brandt", "Leo Park"],
        ),
        (
            '<p class="byline">By <a class="author" href="/p-1/ada.html">ADA BRANDT</a> FOR THE LEDGER and '
            '<a class="author" href="/p-2/leo.html">LEO PARK, HEALTH EDITOR</a></p>',
            ["ADA BRANDT", "LEO PARK"],
        ),
        (
            '<section class="Byline"><span>By<span class="Byline__Author">Ada Brandt</span></span>'
            '<div class="Byline__Photographer"><span>Photographs by</span><span class="Byline__Author">Leo Park</span>'
            "</div></section>",
            ["Ada Brandt"],
        ),
        ('<div class="authorText">Ada Brandt <span>·</span> <span>CBC News</span></div>', ["Ada Brandt"]),
        ('<div>Aus Larkfield berichtet <a href="/haus/a-1">Ada Brandt</a></div>', ["Ada Brandt"]),
        ('<p class="authorline">Von Ada Brandt, ARD-Studio London</p>', ["Ada Brandt"]),
        ('<div class="x1"><p>Ada Brandt</p><p>redacteur Binnenland</p></div>', ["Ada Brandt"]),
        ('<div class="x1"><a href="/av/abc"><div>Ada Brandt</div></a></div>', ["Ada Brandt"]),
        ('<div class="x1"><div>晨报记者 周海波</div><div>2025-03-03 09:14</div></div>', ["周海波"]),
    ],
)
def test_bylines_of_newsrooms(head: str, names: list[str]) -> None:
    assert [name for name, _ in authors(head)] == names


def test_a_photographer_that_machines_are_told_of_is_no_author() -> None:
    told = '{"@type": "NewsArticle", "author": [{"name": "Ada Brandt"}, {"name": "Leo Park"}]}'
    script = f'<script type="application/ld+json">{told}</script>'
    byline = '<p class="byline">By <a href="/a/ada">Ada Brandt</a> Photos by <a href="/a/leo">Leo Park</a></p>'
    assert [name for name, _ in authors(byline, script)] == ["Ada Brandt"]
    plain = '<p class="byline">By <a href="/a/ada">Ada Brandt</a> and <a href="/a/leo">Leo Park</a></p>'
    assert [name for name, _ in authors(plain, script)] == ["Ada Brandt", "Leo Park"]


@pytest.mark.parametrize(
    ("head", "printed"),
    [
        ("<p>Von Ada Brandt und Leo Park, Nairobi</p>", "Von Ada Brandt und Leo Park, Nairobi"),
        ('<div>Ein Interview von <a href="/haus/a-1">Ada Brandt</a></div>', "Ein Interview von Ada Brandt"),
        ("<div><p>Harbour</p><p>Written by Ada Brandt, MS<br>Norstrand</p></div>", "Written by Ada Brandt, MS"),
    ],
)
def test_a_byline_that_only_its_words_tell_is_kept_as_printed(head: str, printed: str) -> None:
    page = f"<body><main><h1>The harbour is to grow</h1>{head}<div>{TEXT}</div></main></body>"
    assert parse(page, URL).byline == printed
