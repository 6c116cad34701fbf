"""What a page without metadata is: a list of articles, however long their excerpts, or one with others' headlines
around it and between its paragraphs."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import NotAnArticle

SECTION = "https://www.norstrand.example/news/town/"
ARTICLE = "https://www.norstrand.example/news/the-harbour-is-to-grow"
SENTENCE = "The council of Norstrand decided as its item {} in the evening that the harbour is to grow next year. "
PLACES = ("quay", "ferry", "bridge", "market", "school", "hall")
HEADLINES = [f"The council decides on the {place} of the town" for place in PLACES]


def text(number: int, sentences: int = 2) -> str:
    return "".join(SENTENCE.format(10 * number + one) for one in range(sentences))


def address(number: int) -> str:
    return f"/news/council-decides-on-item-{number}"


CARDS = {
    "article and summary": (
        '<article class="post"><h2><a href="{U}">{H}</a></h2><div class="summary"><p>{L}</p></div></article>'
    ),
    "two paragraphs each": '<div class="post"><h2><a href="{U}">{H}</a></h2><div><p>{L}</p><p>{T}</p></div></div>',
    "list item": '<li><h3><a href="{U}">{H}</a></h3><time>12 March 2025</time><p>{T}</p></li>',
    "linked as a whole": '<a href="{U}"><h3>{H}</h3><p>{T}</p></a>',
    "picture beside": (
        '<div class="c"><a href="{U}"><img src="/m/1.jpg"></a><div><h4><a href="{U}">{H}</a></h4><p>{T}</p></div></div>'
    ),
    "headings without boxes": '<h3><a href="{U}">{H}</a></h3><p>{L}</p><p>{T}</p>',
}


def cards(kind: str, count: int) -> str:
    return "".join(
        CARDS[kind].format(U=address(number), H=HEADLINES[number], T=text(number), L=text(number, 4))
        for number in range(count)
    )


@pytest.mark.parametrize("kind", CARDS)
@pytest.mark.parametrize("count", [4, 6])
@pytest.mark.parametrize("heading", ["<h1>Town</h1>", "<h1>All about the harbour of Norstrand</h1>", ""])
def test_a_list_of_articles_is_none_however_long_its_excerpts(kind: str, count: int, heading: str) -> None:
    head = "<html><head><title>Town – The Post</title></head>"
    page = f"{head}<body><main>{heading}{cards(kind, count)}</main></body></html>"
    with pytest.raises(NotAnArticle) as refused:
        parse(page, SECTION)
    assert refused.value.reason == "listing"


@pytest.mark.parametrize("heading", ["Latest stories", "More stories", "Most read", "Trending", "Top stories"])
def test_an_introduction_above_the_stories_of_a_topic_makes_no_article(heading: str) -> None:
    card = (
        "<div class='c'><h3><a href='/news/the-mill-closes-{0}'>The mill closes for good {0}</a></h3><p>{1}</p></div>"
    )
    rows = "".join(card.format(number, text(number, 1)[:70]) for number in range(8))
    stories = f"<div><h2>{heading}</h2>{rows}</div>"
    page = f"<main><h1>All about the Larkfield harbour</h1><p>{text(50)}</p><p>{text(51)}</p>{stories}</main>"
    with pytest.raises(NotAnArticle) as refused:
        parse(f"<html><head><title>Harbour – The Post</title></head><body>{page}</body></html>", SECTION)
    assert refused.value.reason == "listing"


def article(paragraphs: list[str], around: str = "") -> str:
    return (
        "<html><head><title>The harbour is to grow next year – The Post</title></head><body><main>"
        f"<h1>The harbour is to grow next year</h1><div class='x1'>{''.join(paragraphs)}</div></main>{around}"
        "</body></html>"
    )


@pytest.mark.parametrize("count", [2, 5])
def test_an_article_stays_one_below_many_headlines_of_others(count: int) -> None:
    """Longer headlines than its text: the foot of most news pages."""
    foot = "".join(f'<h3><a href="{address(one)}">{HEADLINES[one % 6]} and {one}</a></h3>' for one in range(60))
    page = article([f"<p>{text(number)}</p>" for number in range(count)], f"<section>{foot}</section>")
    assert len(parse(page, ARTICLE).body) == count


def test_an_article_stays_one_with_cards_of_others_between_its_paragraphs() -> None:
    paragraphs = []
    for number in range(6):
        paragraphs.append(f"<p>{text(number)}</p><p>{text(number + 10)}</p>")
        paragraphs.append(f'<div class="c9"><h3><a href="{address(number)}">{HEADLINES[number]}</a></h3></div>')
    body = [block.text for block in parse(article(paragraphs), ARTICLE).body if block.type == "paragraph"]
    assert len(body) == 12


@pytest.mark.parametrize(
    "heading",
    [
        '<h2 id="c{N}">Chapter {N} of it all <a href="#c{N}">#</a></h2>',
        '<h2><a href="#c{N}">Chapter {N} of it all</a></h2>',
        '<h2><a href="https://hotel{N}.example/">The hotel of number {N}</a></h2>',
        '<h2><a href="/go/hotel-{N}">The hotel of number {N}</a></h2>',
    ],
)
def test_chapters_and_things_with_links_are_an_articles(heading: str) -> None:
    parts = [f"{heading.format(N=number)}<p>{text(number)}</p><p>{text(number + 10)}</p>" for number in range(7)]
    assert len(parse(article([f"<p>{text(50)}</p>", *parts]), ARTICLE).body) >= 14


@pytest.mark.parametrize(
    "heading",
    ["Popular beaches", "Recommended hotels", "Trending styles", "Beliebte Strände", "Explore further: five walks"],
)
def test_a_chapter_of_things_with_links_is_no_box_of_others(heading: str) -> None:
    things = "".join(
        f"<h3><a href='https://park.example/{one}'>Number {one}</a></h3><p>{text(one)}</p>" for one in range(5)
    )
    chapter = f"<div class='chapter'><h2>{heading}</h2>{things}</div>"
    body = parse(article([f"<p>{text(20)}</p>", f"<p>{text(21)}</p>", chapter, f"<p>{text(22)}</p>"]), ARTICLE).body
    assert [block.text for block in body if block.type == "paragraph"] == [
        " ".join(text(one).split()) for one in (20, 21, *range(5), 22)
    ]


@pytest.mark.parametrize("sentences", [0, 1, 3])
@pytest.mark.parametrize(
    ("heading", "name"),
    [("Related articles", "box"), ("Mehr zum Thema", "items"), ("More stories", "c4"), ("Read more", "related-posts")],
)
def test_related_articles_below_a_text_make_no_list(heading: str, name: str, sentences: int) -> None:
    related = "".join(
        f"<div class='c'><h3><a href='{address(one)}'>{HEADLINES[one % 6]} and {one}</a></h3>"
        f"{f'<p>{text(one + 50, sentences)}</p>' if sentences else ''}</div>"
        for one in range(5 if sentences else 8)
    )
    box = f"<div class='{name}'><h2>{heading}</h2>{related}</div>"
    body = parse(article([*(f"<p>{text(number)}</p>" for number in range(6)), box]), ARTICLE).body
    assert [block.text for block in body] == [" ".join(text(number).split()) for number in range(6)]


@pytest.mark.parametrize("heading", ["Related articles", "More stories", "Mehr zum Thema"])
@pytest.mark.parametrize("paragraphs", [1, 2, 3])
@pytest.mark.parametrize("sentences", [0, 2])
def test_stories_below_the_introduction_of_a_topic_are_a_list(heading: str, paragraphs: int, sentences: int) -> None:
    stories = "".join(
        f"<div class='c'><h3><a href='{address(one)}'>{HEADLINES[one % 6]} and {one}</a></h3>"
        f"{f'<p>{text(one, sentences)}</p>' if sentences else ''}</div>"
        for one in range(8)
    )
    above = "".join(f"<p>{text(50 + number)}</p>" for number in range(paragraphs))
    page = f"<main><h1>All about the Larkfield harbour</h1>{above}<div><h2>{heading}</h2>{stories}</div></main>"
    with pytest.raises(NotAnArticle) as refused:
        parse(f"<html><head><title>Harbour – The Post</title></head><body>{page}</body></html>", SECTION)
    assert refused.value.reason == "listing"


def test_linked_headlines_between_paragraphs_make_no_list() -> None:
    parts = []
    for number in range(8):
        parts.append(f"<p>{text(number)}</p>")
        if number in (1, 3, 5):
            parts.append(f'<h3><a href="{address(number)}">{HEADLINES[number]}</a></h3>')
    assert len(parse(article(parts), ARTICLE).body) >= 8


OWN = "".join(
    f"<p>The tide came in {number} times over the old quay, and the keeper wrote it down.</p>" for number in range(5)
)
HALF = 2 * len(OWN) // 5
OTHER = "".join(
    f"<p>Ferry number {number} was repaired in the dock over the whole winter, said its owner at length.</p>"
    for number in range(16)
)


@pytest.mark.parametrize(
    "page",
    [
        # A longer text in the sidebar.
        f"<main><article><header><h1>Who saw the tide? Members</h1></header>{OWN}</article></main>"
        f'<div class="aside secondary"><ul><li><div class="text">{OTHER}</div></li></ul></div>',
        '<div class="post-12 type-post hentry category-video tag-newsletter">'
        f'<header><h1>The tide came in</h1></header><div class="article">{OWN}</div></div>'
        f'<section id="sidebar"><div class="textwidget">{OTHER}</div></section>',
        # Several articles in full, one of them the page's.
        f'<main><h1>Latest articles</h1><article><h2>The tide came in</h2><div class="detail">{OWN}</div></article>'
        f'<article><h2>The ferry in the dock</h2><div class="detail">{OTHER}</div></article></main>',
        # Movable Type's two parts of a post.
        '<div class="entry-asset"><div class="asset-header"><h1>The tide came in</h1></div><div class="asset-content">'
        f'<div class="asset-body">{OWN[:HALF]}</div><div class="asset-more">{OWN[HALF:]}</div></div></div>',
    ],
)
def test_the_text_below_the_pages_own_headline(page: str) -> None:
    head = '<title>The tide came in</title><meta property="og:title" content="The tide came in">'
    article = parse(
        f"<html><head>{head}</head><body>{page}</body></html>", "https://tide.example/2025/03/the-tide-came-in/"
    )
    assert "".join(f"<p>{block.text}</p>" for block in article.body) == OWN


def test_a_label_above_the_text_is_no_author() -> None:
    page = f"<main><h1>The tide came in</h1><div><div><b>STORY HIGHLIGHTS</b></div>{OWN}</div></main>"
    article = parse(f"<html><head><title>The tide came in</title></head><body>{page}</body></html>", ARTICLE)
    assert article.authors == ()


POST = (
    '<div class="posts-custom"><div class="widget" elid="26{N}"><article elid="26{N}"><h3 class="widget__headline">'
    '<a class="widget__headline-text" href="{U}">{H}</a></h3>{B}</article></div></div>'
)
LONG = f'<div class="body-description">{"".join(f"<p>{text(number)}</p>" for number in range(4))}</div>'


@pytest.mark.parametrize(
    ("above", "first", "count"),
    [
        (f"<h1>Ada Brandt</h1><div><p>{text(1, 6)}</p><p>{text(2, 6)}</p></div>", "", 5),
        ("<h1>Mornings</h1>", LONG, 5),
        ("<h1>tides</h1><p>We use cookies to make this site work.</p>", "", 2),
    ],
    ids=["the life of an author", "a first post shown whole", "two posts and a note on cookies"],
)
def test_a_page_about_none_of_its_posts_is_a_list(above: str, first: str, count: int) -> None:
    posts = "".join(
        POST.format(N=number, U=address(number), H=HEADLINES[number], B="" if number else first)
        for number in range(count)
    )
    head = '<!-- Powered by RebelMouse --><html><head><title>A</title><meta property="og:type" content="profile">'
    with pytest.raises(NotAnArticle) as refused:
        parse(f"{head}</head><body><main>{above}{posts}</main></body></html>", SECTION)
    assert refused.value.reason == "listing"


HEADLINE = "The harbour is to grow by half"
EXCERPTS = "".join(
    f"<p>An excerpt, the {place}'s, of quite another story, which goes on for a while and weighs something.</p>"
    for place in PLACES[:3]
)


@pytest.mark.parametrize(
    ("title", "other"),
    [
        (f"{HEADLINE} - Business - The Post", "<article><h2>Business</h2>{}</article>"),
        (f"{HEADLINE} - The Post", "<article><h2>The Post</h2>{}</article>"),
        (f"Analysis: {HEADLINE}", "<article><h2>Analysis</h2>{}</article>"),
        (HEADLINE, "<article><h3>Re: " + HEADLINE + "</h3>{}</article>"),
        (HEADLINE, '<div class="related"><article><h3>' + HEADLINE + "</h3>{}</article></div>"),
        ("", "<article><h3>Another story of the town</h3>{}</article>"),
    ],
)
def test_an_article_below_that_is_named_like_the_title_does_not_take_the_place_of_the_text(
    title: str, other: str
) -> None:
    own = "".join(f"<p>{text(number, 1)}</p>" for number in range(6))
    head = f"<html><head><title>{title}</title></head>"
    text_of_it = f'<h1>{HEADLINE}</h1><div class="text">{own}</div>'
    page = f"{head}<body><main>{text_of_it}{other.format(EXCERPTS)}</main></body></html>"
    read = parse(page, ARTICLE)
    assert [block.text for block in read.body[:2]] == [text(0, 1).strip(), text(1, 1).strip()]
    assert read.headline == HEADLINE


def test_of_several_articles_in_full_the_titled_one_is_read() -> None:
    others = "".join(
        f"<article><h2>{headline}</h2>{''.join(f'<p>{text(number, 3)}</p>' for number in range(8))}</article>"
        for headline in HEADLINES[:2]
    )
    own = "".join(f"<p>{text(number + 50, 1)}</p>" for number in range(5))
    page = (
        f"<html><head><title>{HEADLINE} – The Post</title></head><body><div>{others}"
        f"<article><h2>{HEADLINE}</h2>{own}</article></div></body></html>"
    )
    read = parse(page, ARTICLE)
    assert [block.text for block in read.body] == [text(number + 50, 1).strip() for number in range(5)]


LONG_POST = "".join(f"<p>{text(number + 50, 1)}</p>" for number in range(8))
NEXT_POST = "".join(f"<p>{text(number, 1)}</p>" for number in range(14))
COMMENTS = '<section id="comments">{}</section>'.format(
    "".join(f'<article class="comment"><p>{text(number, 2)}</p></article>' for number in range(20))
)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (HEADLINE, f'<div class="post hentry"><h1>{HEADLINE}</h1>{LONG_POST}</div>{COMMENTS}'),
        (HEADLINE, f'<article class="post hentry"><h2>{HEADLINE}</h2>{LONG_POST}</article>{COMMENTS}'),
        (
            HEADLINE,
            f'<div class="post-12 hentry"><h1>{HEADLINE}</h1>{LONG_POST}</div>'
            f'<div class="post-13 hentry"><h1>{HEADLINES[0]}</h1>{NEXT_POST}</div>',
        ),
        (
            "Boats come home",
            f"<article><h2>Boats come home</h2>{LONG_POST}</article>"
            f"<article><h2>{HEADLINES[0]}</h2>{NEXT_POST}</article>",
        ),
    ],
)
@pytest.mark.parametrize("end", [" – The Post", ": The Post"])
def test_a_post_above_many_comments_or_another_post_is_the_article(title: str, body: str, end: str) -> None:
    page = f"<html><head><title>{title}{end}</title></head><body><main>{body}</main></body></html>"
    read = parse(page, ARTICLE)
    assert [block.text for block in read.body] == [text(number + 50, 1).strip() for number in range(8)]


@pytest.mark.parametrize("headline", ["Harbour to grow", HEADLINE])
def test_what_stands_around_several_cards_is_no_excerpt_of_theirs(headline: str) -> None:
    beside = "".join(
        f'<div class="media"><a href="{address(number)}"><img src="/t/{number}.jpg" width="80" height="60"></a>'
        f'<h4><a href="{address(number)}">{HEADLINES[number]}</a></h4></div>'
        for number in range(3)
    )
    paragraphs = "".join(f"<p>{text(number + 50, 2)}</p>" for number in range(8))
    page = (
        f"<html><head><title>{headline}</title></head><body><div class='row'><div class='left'><div><h1>{headline}</h1>"
        f"<p class='lead'>{text(70, 1)}</p><div class='news'>{paragraphs}</div></div></div>"
        f"<div class='right'><div class='panel'>{beside}</div></div></div></body></html>"
    )
    assert len(parse(page, ARTICLE).body) == 8


def test_a_short_text_above_related_cards_without_any_class() -> None:
    card = '<div><h3><a href="{}">{}</a></h3><p>{}</p></div>'
    related = "".join(card.format(address(number), HEADLINES[number], text(number, 1)) for number in range(6))
    page = (
        f"<title>The harbour of Norstrand is to grow next year</title><div><a href='/'>Norstrand</a></div>"
        f"<div><h1>The harbour of Norstrand is to grow next year</h1><p>{text(7, 4)}</p><p>{text(8, 4)}</p></div>"
        f"<div>{related}</div><div>2026</div>"
    )
    assert [block.text for block in parse(f"<body>{page}</body>", ARTICLE).body] == [
        text(7, 4).strip(),
        text(8, 4).strip(),
    ]
