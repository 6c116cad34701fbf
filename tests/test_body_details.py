"""What stands in and around the text of pages of several makes: other articles, links, notes, walls, embeds."""

from __future__ import annotations

import pytest

from qiosk_scraper import parse
from qiosk_scraper.items import Article, Teaser

URL = "https://www.tide-post.example/news/the-tide-came-in-4711"
TEXT = "".join(
    f"<p>Paragraph {number} tells at some length how the tide came in over the quay, who saw it, what they said.</p>"
    for number in range(30)
)
SHORT = "".join(f"{text}</p>" for text in TEXT.split("</p>")[:5])


def read(
    text: str = TEXT, below: str = "", around: str = "<main><article><h1>The tide came in</h1>{}</article>{}</main>"
) -> Article:
    body = around.format(f"<div class='article-body'>{text}</div>", below)
    return parse(f"<html lang='en'><head><title>The tide came in</title></head><body>{body}</body></html>", URL)


CARD = (
    "<{tag} class='card'><a href='/news/{name}-story-12'><img src='/pictures/{name}.jpg' width='300'></a>"
    "<span class='credit'>Photo: Mia Lang/AFP</span><span class='kicker'>Harbour</span>"
    "<h3><a href='/news/{name}-story-12'>The {name} has been painted in a new colour</a></h3>"
    "<p>It took the painters four weeks and a day to do so, and nobody liked what they saw.</p></{tag}>"
)
LINKS = "<ul>{}</ul>".format(
    "".join(
        f"<li><a href='/news/{name}-story-12'>The {name} has been painted in a new colour</a></li>"
        for name in ("pier", "crane", "gate")
    )
)
CARDS = "".join(CARD.format(tag="div", name=name) for name in ("pier", "crane", "gate"))


@pytest.mark.parametrize(
    "box",
    [
        f"<section class='related-stories'><h2>More on this</h2>{CARDS}</section>",
        f"<aside><h3>Most read</h3>{LINKS}</aside>",
        f"<div><h3>Mehr zum Thema</h3>{LINKS}</div>",
        f"<section><h2>Lire aussi</h2>{CARDS}</section>",
        f"<div class='jp-relatedposts'><h3>Related</h3>{LINKS}</div>",
        f"<div class='field field--name-field-related-articles'>{LINKS}</div>",
        f"<div class='Page-recommended'><h2>Up next</h2>{CARDS}</div>",
        f"<div class='RecircMostPopular-x recirc most-popular'>{LINKS}</div>",
        f"<ol class='story-list most-viewed'>{LINKS}</ol>",
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_boxes_of_other_articles_are_teasers_and_no_text(box: str, inside: bool) -> None:
    article = read(text=TEXT + box) if inside else read(below=box)
    assert [block.text[:9] for block in article.body] == ["Paragraph"] * 30
    assert [teaser.headline for teaser in article.teasers] == [
        f"The {name} has been painted in a new colour" for name in ("pier", "crane", "gate")
    ]
    assert {teaser.url for teaser in article.teasers} == {
        f"https://www.tide-post.example/news/{name}-story-12" for name in ("pier", "crane", "gate")
    }
    assert [teaser.position for teaser in article.teasers] == [1, 2, 3]


def test_a_teaser_with_all_that_it_shows() -> None:
    teaser: Teaser = read(below=f"<section class='related-stories'><h2>More on this</h2>{CARDS}</section>").teasers[0]
    assert (teaser.block, teaser.kicker, teaser.excerpt) == (
        "More on this",
        "Harbour",
        ("It took the painters four weeks and a day to do so, and nobody liked what they saw.",),
    )
    assert teaser.photo is not None
    assert (teaser.photo.url, teaser.photo.photographer, teaser.photo.agency, teaser.photo.credit_line) == (
        "https://www.tide-post.example/pictures/pier.jpg",
        "Mia Lang",
        "AFP",
        "Photo: Mia Lang/AFP",
    )


def test_links_in_the_text_with_their_words() -> None:
    line = (
        "<p>The <a href='/log/'>log book</a> and <a href='https://tides.example/t?a=1#x'>the table</a>, "
        "<a href='#n'>1</a>.</p>"
    )
    links = next(block for block in read(text=TEXT + line).body if block.links).links
    assert [(link.text, link.url) for link in links] == [
        ("log book", "https://www.tide-post.example/log/"),
        ("the table", "https://tides.example/t?a=1#x"),
    ]


@pytest.mark.parametrize(
    ("note", "date"),
    [
        ("<p><em>Correction: an earlier headline named another quay.</em></p>", None),
        ("<p>Editor’s note: the harbour master has since resigned.</p>", None),
        ("<p>UPDATE (March 4, 2025): the gate is open again.</p>", "2025-03-04T00:00:00+00:00"),
        ("<div class='correction'><p>The tide was 3 m high, not 30 m.</p></div>", None),
        ("<p>Anmerkung der Redaktion: Der Kran heißt anders.</p>", None),
        ("<p>Rectificatif : la marée était de 3 m.</p>", None),
        ("<p>This story has been updated with the words of the mayor.</p>", None),
        ("<p>Update, 3:45 p.m.: the gate is open again.</p>", None),
        ("<p>Updated at 4:10 p.m. on March 5, 2025: the gate is open.</p>", "2025-03-05T16:10:00+00:00"),
        ("<p>This article was amended on 7 March 2025: the quay is the western one.</p>", "2025-03-07T00:00:00+00:00"),
        ("<p>Dieser Text wurde am 7. März 2025 korrigiert.</p>", "2025-03-07T00:00:00+00:00"),
        ("<p>Cet article a été modifié le 7 mars 2025.</p>", "2025-03-07T00:00:00+00:00"),
        (
            "<p>Due to an editing error, an earlier version of this story of March 3, 2025 named the wrong quay.</p>",
            None,
        ),
        ("<p>The original version of this story misstated the height of the tide.</p>", None),
        ("<p>Anm. d. Red.: Der Name des Krans wurde geändert.</p>", None),
        ("<p>Errata corrige: la marea era di 3 m.</p>", None),
        ("<p>【訂正】潮位を訂正しました。</p>", None),
        ("<p>Oprava: jeřáb se jmenuje jinak.</p>", None),
        ("<p>Helyesbítés: a daru neve más.</p>", None),
        ("<p>Διόρθωση: το όνομα της αποβάθρας ήταν λάθος.</p>", None),
        ("<p>اصلاحیه: نام اسکله نادرست آمده بود.</p>", None),
        ("<p>भूल सुधार: घाट का नाम ग़लत लिखा गया था।</p>", None),
        ("<p>সংশোধনী: ঘাটের নাম ভুল ছিল।</p>", None),
        ("<p>Đính chính: tên bến tàu bị ghi sai.</p>", None),
        ("<p>Ralat: nama dermaga itu salah ditulis.</p>", None),
        ("<p>Marekebisho: jina la gati lilikosewa.</p>", None),
        ("<p>17.3.2025 klo 10.05: Korjattu laiturin nimi.</p>", "2025-03-17T00:00:00+00:00"),
        ("<p>17/03/2025, 10:05 – Mis à jour avec les mots du maire.</p>", "2025-03-17T00:00:00+00:00"),
    ],
)
def test_notes_of_the_newsroom(note: str, date: str | None) -> None:
    assert [found.date for found in read(text=TEXT + note).corrections] == [date]


@pytest.mark.parametrize(
    "box",
    [
        "<div class='paywall'><p>Subscribe to continue reading.</p><button>Subscribe</button></div>",
        "<div id='regwall'><h3>Create a free account to read this article</h3></div>",
        "<section class='subscriber-only'><p>Already a subscriber? Log in.</p></section>",
        "<div class='article-paywall-box'><span>Jetzt mit Hafen+ weiterlesen</span></div>",
        "<div class='paywall'><p>Il vous reste 75 % de cet article à lire.</p></div>",
        "<div class='content-gate'><p>Para continuar leyendo, inicia sesión.</p></div>",
        "<div class='pay_wall'>この記事は有料会員限定です。</div>",
    ],
)
def test_a_text_cut_at_a_wall_and_the_words_that_say_so(box: str) -> None:
    article = read(text=SHORT, below=box)
    assert article.access == "truncated"
    evidence = next(answer.raw for answer in article.answers if answer.field == "access")
    assert evidence[:10] in box
    assert read(below=box).access == "paywalled"


@pytest.mark.parametrize("inside", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        "<h2>Subscribe to continue reading</h2>",
        "<p>This article is for subscribers only.</p>",
        "<p>Register for free to read the full article.</p>",
        "<b>Weiterlesen mit Hafen Plus</b>",
        "<span>Cet article est réservé aux abonnés.</span>",
        "<p>Para seguir leyendo, suscríbete</p>",
        "<p>Questo contenuto è riservato agli abbonati.</p>",
        "<p>Du måste vara prenumerant för att läsa hela artikeln.</p>",
        "<p>Pozostało 80% artykułu. Aby czytać dalej, wykup dostęp.</p>",
        "<p>この記事は有料会員限定です。</p>",
        "<p>Den här artikeln är endast för prenumeranter.</p>",
        "<p>Dalsza część artykułu jest dostępna tylko dla prenumeratorów.</p>",
        "<p>Pokračování článku je jen pro předplatitele.</p>",
        "<p>Tämä artikkeli on tilaajille.</p>",
        "<p>A cikk folytatása előfizetőknek szól.</p>",
        "<p>Για να διαβάσετε ολόκληρο το άρθρο γίνετε συνδρομητής.</p>",
        "<p>Bu içerik abonelere özeldir.</p>",
        "<p>Матеріал доступний лише за передплатою.</p>",
        "<p>כדי להמשיך לקרוא יש להירשם או להתחבר.</p>",
        "<p>هذا المحتوى للمشتركين فقط</p>",
        "<p>이 기사는 구독자 전용 기사입니다.</p>",
        "<p>本文为付费内容，订阅后可阅读全文。</p>",
        "<p>Artikel ini khusus untuk pelanggan kami.</p>",
    ],
)
def test_words_at_the_end_of_a_short_text_that_no_name_calls_a_wall(line: str, inside: bool) -> None:
    box = f"<div class='x1'>{line}<p>Four weeks on trial.</p></div>" if not inside else f"<div class='x1'>{line}</div>"
    article = read(text=SHORT + box) if inside else read(text=SHORT, below=box)
    assert article.access == "truncated"
    assert len(article.body) == len(read(text=SHORT).body)
    assert read(text=TEXT * 5, below=box).access == "unknown"


def test_an_excerpt_ends_with_its_mark() -> None:
    cut = "<p>The tide was high, and those who saw it on the quay [&hellip;] <a href='/more'>Continue reading</a></p>"
    assert read(text=SHORT + cut).access == "truncated"
    assert read(text=SHORT + "<p>“It was high […] and cold,” she said of the tide on the quay.</p>").access == "unknown"
    others = "".join(
        f"<p>Of the {one} that came into the town on Monday there is more to say [&hellip;]</p>" for one in "ab"
    )
    assert read(text=SHORT + others).access == "unknown"


def test_what_is_told_of_an_original_is_no_correction() -> None:
    assert not read(
        text=f"{TEXT}<p>The original version of this story was told by a fisherman in 1911.</p>"
    ).corrections


def test_what_a_wall_offers_is_no_text() -> None:
    box = "<div class='paywall'><h3>Subscribe to continue reading</h3><p>Full access for one crown a week.</p></div>"
    article = read(text=SHORT + box)
    assert (article.access, "one crown" in article.text) == ("truncated", False)


@pytest.mark.parametrize(
    "box",
    [
        "<p>Sign up to read on the go with our app.</p>",
        "<p>Sign up to read the full briefing each morning.</p>",
        "<p>Log in to continue reading the comments.</p>",
        "<p>The town says that this content is for members of the club.</p>",
        "<p>Those who live here had to register to unlock the gate.</p>",
        "<p>Sie wollte das Buch hier weiterlesen.</p>",
        "<p>Subscribe to our letter to read more stories like this one.</p>",
        "<div class='comments'><p>Log in to read the comments.</p></div>",
        "<footer><p>Subscribe to continue reading the Post on paper.</p></footer>",
        "<ul><li><a href='/n/1'>This article is for subscribers: a look back</a></li></ul>",
        "<div class='paywall' style='display:none'><p>Subscribe to continue reading.</p></div>",
        "<div class='newsletter'><p>Subscribe to our newsletter.</p></div>",
        "<footer><div class='paywall-info'>What is a paywall?</div></footer>",
    ],
)
def test_no_wall(box: str) -> None:
    assert read(text=SHORT, below=box).access == "unknown"


@pytest.mark.parametrize(
    ("embed", "flags"),
    [
        ("<iframe src='https://www.youtube.com/embed/x'></iframe>", ("embed_video",)),
        ("<video src='/v.mp4'></video>", ("embed_video",)),
        ("<blockquote class='twitter-tweet'><p>Water!</p></blockquote>", ("embed_post",)),
        ("<blockquote class='js-tweet tweet'><p>Water!</p></blockquote>", ("embed_post",)),
        ("<iframe data-src='https://open.spotify.com/embed/x'></iframe>", ("embed_audio",)),
        ("<iframe src='https://datawrapper.dwcdn.net/x/'></iframe>", ("embed_graphic",)),
        ("<iframe src='https://ads.example/slot' width='300'></iframe>", ()),
        ("<aside><iframe src='https://www.youtube.com/embed/x'></iframe></aside>", ()),
        ("<lite-youtube videoid='x'></lite-youtube>", ("embed_video",)),
        ("<amp-twitter data-tweetid='1'></amp-twitter>", ("embed_post",)),
        ("<div class='youtube-player' data-id='x'></div>", ("embed_video",)),
        ("<div class='flourish-embed' data-src='visualisation/1'></div>", ("embed_graphic",)),
        ("<div class='fb-post' data-href='https://www.facebook.com/tide/posts/1'></div>", ("embed_post",)),
        ("<figure class='wp-block-embed is-provider-vimeo'><div>https://vimeo.com/1</div></figure>", ("embed_video",)),
    ],
)
def test_embeds_are_noted(embed: str, flags: tuple[str, ...]) -> None:
    assert tuple(flag for flag in read(text=SHORT + embed + TEXT).flags if flag.startswith("embed")) == flags


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (
            "The quay <img class='emoji' alt='\U0001f6a2' src='/e.svg'> is open to all.",
            "The quay \U0001f6a2 is open to all.",
        ),
        ("The quay <img alt='a ship' src='/e.svg'> is open to all.", "The quay is open to all."),
        ("The <a href='/r'><img src='/pdf.png' alt=''>report</a> is open to all.", "The report is open to all."),
    ],
)
def test_a_sign_in_the_middle_of_a_sentence_does_not_end_it(line: str, text: str) -> None:
    (block,) = read(text=f"{SHORT}<p>{line}</p>").body[5:]
    assert block.text == text
    assert [link.text for link in block.links] == (["report"] if "report" in line else [])


@pytest.mark.parametrize(("size", "lines"), [(900, 2), (16, 1)])
def test_a_large_picture_parts_lines_whose_letters_do_not_tell_where_a_sentence_begins(size: int, lines: int) -> None:
    line = f"港の町は新しい船を待っている<img src='/quay.jpg' width='{size}'>市長は次のように言った。"
    assert len(read(text=f"{SHORT}<p>{line}</p>").body) == 5 + lines


def test_a_picture_between_sentences_parts_them_and_keeps_the_words_of_a_link() -> None:
    line = "The quay was open to all of them. <a href='/r'><img src='/p.jpg'>Report of the day</a> was what they read."
    first, second = read(text=f"{SHORT}<p>{line}</p>").body[5:]
    assert first.text == "The quay was open to all of them."
    assert (second.text, second.links[0].text) == ("Report of the day was what they read.", "Report of the day")


@pytest.mark.parametrize(
    ("box", "notes"),
    [
        ("<aside class='article__corrections'><h4>Corrections</h4><p>The tide was 3 m high.</p></aside>", 1),
        ("<footer class='editors-note'><p>This was written before the flood.</p></footer>", 1),
        ("<div class='corrections-policy'><a href='/c'>Corrections policy</a></div>", 0),
        ("<div class='report-correction'><p>Spotted an error? Request a correction.</p></div>", 0),
        ("<div class='correction'><p>Found a mistake in this text? Tell us.</p></div>", 0),
    ],
)
def test_boxes_of_notes_and_boxes_that_ask_for_some(box: str, notes: int) -> None:
    assert len(read(text=TEXT + box).corrections) == notes


def test_pull_quotes_stand_apart() -> None:
    quote = "<aside class='pull-quote'>I kept my boots on all night.</aside>"
    kinds = [block.type for block in read(text=SHORT + f"<div class='pullquote'>{quote}</div>" + TEXT).body]
    assert kinds.count("pull_quote") <= 1
    kinds = [
        block.type
        for block in read(text=SHORT + "<blockquote class='pullquote'>I kept my boots on.</blockquote>" + TEXT).body
    ]
    assert kinds.count("pull_quote") == 1


@pytest.mark.parametrize(
    "box",
    [
        "<aside class='c-3'><blockquote>I kept my boots on all night.</blockquote></aside>",
        "<figure><aside><blockquote><p>I kept my boots on all night.</p></blockquote></aside></figure>",
        "<div class='streamer'>I kept my boots on all night.</div>",
        "<p class='c-exergue exergue'>I kept my boots on all night.</p>",
        "<div class='pullquote-embed'><p class='pullquote-text'>I kept my boots on all night.</p></div>",
    ],
)
def test_a_quotation_beside_the_text_is_a_pull_quote(box: str) -> None:
    assert [block.text for block in read(text=SHORT + box + TEXT).body if block.type == "pull_quote"] == [
        "I kept my boots on all night."
    ]


def test_an_aside_with_more_than_a_quotation_is_none() -> None:
    told = "What the keeper tells of the night. " * 4
    box = f"<aside><blockquote>I kept my boots on.</blockquote><p>{told}</p></aside>"
    assert "pull_quote" not in [block.type for block in read(text=SHORT + box + TEXT).body]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("The tide rose by a metre.<a href='#fn-1'>1</a> It fell again.", "The tide rose by a metre. It fell again."),
        ("The tide rose.<a class='footnote-anchor' href='#f2'>[2]</a>", "The tide rose."),
        ("The tide rose, see note <a href='#f2'>2</a>.", "The tide rose, see note 2."),
        ("The tide rose to <a href='/log/12'>12</a> metres.", "The tide rose to 12 metres."),
    ],
)
def test_numbers_of_footnotes_are_no_words(line: str, text: str) -> None:
    assert read(text=f"{SHORT}<p>{line}</p>").body[5].text == text


def test_the_own_address_of_a_heading_is_no_word_of_it() -> None:
    heading = "<h2 id='when'>When the tide came<a class='anchor' href='#when'>#</a></h2>"
    assert read(text=f"{SHORT}{heading}{SHORT}").body[5].text == "When the tide came"


def test_a_box_called_a_quotation_is_one() -> None:
    body = read(text=f"{SHORT}<div class='quote'>I kept my boots on all night, and so did my sons.</div>{SHORT}").body
    assert [block.type for block in body if block.text.startswith("I kept")] == ["quote"]
