"""The text and the photos of a RebelMouse post, and what stands among them."""

from __future__ import annotations

import pytest
from rebelmouse_markup import BRIEF, HEAD, READ, block, body, listed, page, post, texts

# Body


@pytest.mark.parametrize(
    "noise",
    [
        "<p><br></p>",
        "<p>&#xA0;</p>",
        '<div id="container_proper-ad-content_3">ADVERTISEMENT</div>',
        '<div id="div-gpt-ad-15804-0">Buy!</div>',
        '<div id="htlad-4">Buy!</div>',
        '<ins class="adsbygoogle">Buy!</ins>',
        '<div class="rm-ad-unit"><p>Buy!</p></div>',
        "<div>ADVERTISEMENT</div>",
        '<p class="shortcode-media shortcode-media-rebelmouse-image"><img class="rm-shortcode" src="/i.jpg"><small '
        'class="image-media media-caption">A caption</small></p>',
        '<p class="shortcode-media shortcode-media-youtube"><iframe src="https://v.example/1"></iframe><small '
        'class="media-photo-credit">v.example</small></p>',
        '<div class="rm-embed embed-media"><blockquote class="twitter-tweet"><p>A tweet</p></blockquote></div>',
        '<blockquote class="tiktok-embed">A dance</blockquote>',
        '<div class="body-share-wrap">Share this</div>',
        '<div class="widget__shares share-panel"><a href="/x">Facebook</a></div>',
        '<div class="snark-line">Haha</div>',
        '<div class="regwall-container">Register!</div>',
        '<div class="around-the-web">Elsewhere</div>',
        '<div class="from-your-site-articles">From your site</div>',
        "<template><p>Twin text</p></template>",
        "<script>var words = 1;</script>",
        "<style>p{color:red}</style>",
        "<noscript><p>No script</p></noscript>",
        '<span class="js-scroll-trigger">x</span>',
        '<span class="js-brick-description hidden">Post</span>',
        '<p style="display: none">Twin text</p>',
        '<div class="posts-custom"><div class="widget"><h2 class="widget__headline">Inserted card</h2></div></div>',
        "<p>keep reading</p>",
        "<p>Show less</p>",
        "<p>google cta</p>",
        '<div class="newsletter-signup"><p>Subscribe now</p></div>',
        '<div class="author-bio"><p>She writes.</p></div>',
        '<div class="listicle__number">7</div>',
        '<div class="image-caption">A caption</div>',
        '<span>From Your Site Articles</span><ul><li><a href="/a/">A kite returns ›</a></li></ul>',
        '<p><b>Related Articles Around the Web</b></p><ul><li><a href="https://o.example/">Kites ›</a></li></ul>',
        '<div><a href="/donate"><strong>Donate now</strong></a></div>',
        "<p>Subscribe now to our weekly round-up and never lose track of the harbour and of those who sail in it.</p>",
        '<p><strong>ALSO READ: <a href="/a/">A kite returns</a></strong></p>',
        '<p>READ MORE: <a href="https://other.example/a/">A kite returns</a></p>',
        '<div class="poll-widget"><p>Should kites fly?</p><ul><li>Yes</li><li>No</li></ul></div>',
        '<div class="product-card"><a href="/buy">Kite No. 9</a><div>$9</div><a href="/buy">SHOP NOW</a></div>',
        '<p><strong>LATEST ON KITES:</strong></p><ul><li><a href="/a/">A kite returns</a></li></ul>',
        "<p>Follow us on social</p>",
        '<p><img alt="google cta" src="/cta.png"></p>',
        '<div class="js-appear-on-expand"><p>Twin text</p></div>',
        "<p>Photo credit: Ann Lee</p>",
        "<p><small>Image credit: Ann Lee / Agency</small></p>",
    ],
)
def test_noise_among_paragraphs_is_left_out(noise: str) -> None:
    read = page(post(HEAD + body(f"<p>One.</p>{noise}<p>Two.</p>")))
    assert texts(read) == ["One.", "Two."]


def test_blocks_of_every_type_in_order() -> None:
    inner = (
        'Loose words.<br><br>More of them.<p class="drop-caps">First <a href="/x/">link</a>,&#xA0;<em>then</em> '
        "<strong>this</strong>.</p><h3>Head</h3>"
        "<ul><li>— one</li><li>two<ul><li>two b</li></ul></li></ul><blockquote><p>Said.</p></blockquote><p "
        'class="pull-quote">Pulled.</p><hr>'
        "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table><div><p>Wrapped.</p></div>"
    )
    found = READ["body"](page(post(HEAD + body(inner))))
    assert [(one.type, one.text) for one in found] == [
        ("paragraph", "Loose words."),
        ("paragraph", "More of them."),
        ("paragraph", "First link, then this."),
        ("heading", "Head"),
        ("list_item", "— one"),
        ("list_item", "two"),
        ("list_item", "two b"),
        ("quote", "Said."),
        ("pull_quote", "Pulled."),
        ("table", "a | b\n1 | 2"),
        ("paragraph", "Wrapped."),
    ]
    assert [(link.url, link.text) for link in found[2].links] == [("https://paper.example/x/", "link")]


def test_listicle_items_follow_the_body() -> None:
    read = page(post(HEAD + body("<p>Intro.</p>") + '<div class="listicle"><h3>Item one</h3><p>About it.</p></div>'))
    assert texts(read) == ["Intro.", "Item one", "About it."]


# Photos


@pytest.mark.parametrize(
    "picture",
    [
        '<picture><source srcset="/hi.jpg"><img src="/hi.jpg" alt="Alt"></picture>',
        '<img data-runner-src="/hi.jpg" src="data:image/gif;base64,AA" alt="Alt">',
        '<div class="widget__image" role="img" aria-label="Alt" data-runner-img-hd="/hi.jpg" '
        'data-runner-img-sd="/lo.jpg"></div>',
        '<img src="/hi.jpg" alt="Alt">',
        '<img src="data:image/gif;base64,AA" srcset="/lo.jpg 300w, /hi.jpg 1200w" alt="Alt">',
    ],
)
def test_lead_photo_in_every_lazy_form(picture: str) -> None:
    read = page(
        post(f'<div class="widget__head">{picture}</div>{HEAD}<div class="photo-caption"><p>The kite.</p></div>')
        + post(f'<div class="photo-credit">\n (Photo by A. Lee/Agency) \n</div>{body("<p>Text.</p>")}')
    )
    photo = READ["lead_photo"](read)
    assert (photo.url, photo.alt, photo.caption, photo.credit) == (
        "https://paper.example/hi.jpg",
        "Alt",
        "The kite.",
        "(Photo by A. Lee/Agency)",
    )


@pytest.mark.parametrize(
    "place",
    [
        post(HEAD + body("<p>Text.</p><p>{}</p>")),
        post(HEAD + body("<p>Text.<br>{}</p>")),
        post(HEAD + body("<p>Text.</p><small>{}</small>")),
        post(HEAD + body("<p>Text.</p>") + "<div><p>{}</p></div>"),
        post(HEAD + body("<p>Text.</p>")) + '<div class="text-element">{}</div>',
        post(HEAD + body("<p>{}</p><p>Text.</p>")),
    ],
    ids=["last paragraph", "after a br", "small", "after the body", "brick of its own", "first paragraph"],
)
@pytest.mark.parametrize(
    "line",
    [
        "Top Photo Credit: Desk (K. Amari)",
        "Top image credit: A and B via pictures.example",
        "top photo credit: A long caption. (Photo by X / Y)",
    ],
)
def test_photo_line_printed_as_text(place: str, line: str) -> None:
    read = page(place.format(line) + block(listed("2600000002", "Other", BRIEF.format(""))))
    assert texts(read) == ["Text."]
    assert READ["lead_photo"](read).credit_line == line
    assert READ["teasers"](read)[0].photo is None


def test_paragraph_about_photos_stays() -> None:
    read = page(
        post(
            HEAD
            + body(
                "<p>One.</p><p>Photo credit was given to nobody, the court heard.</p><p>Image: a word that means "
                "many things.</p><p>Two.</p>"
            )
        )
    )
    assert len(texts(read)) == 4


def test_inline_photos_with_caption_and_credit_but_no_prompt_and_no_icon() -> None:
    inner = (
        '<p class="shortcode-media shortcode-media-rebelmouse-image"><img alt="a" class="rm-shortcode" '
        'data-runner-src="/one.jpg"><small class="image-media media-caption" placeholder="Add Photo Caption...">'
        '\n One. \n</small><small class="image-media media-photo-credit" placeholder="Add Photo Credit...">\n Bo '
        "Ray\n</small></p>"
        '<p class="shortcode-media shortcode-media-rebelmouse-image"><img class="rm-shortcode" src="/two.jpg"><small '
        'class="media-photo-credit" placeholder="Add Photo Credit...">Add Photo Credit...</small></p>'
        '<p>Text.<img src="/pixel.gif" width="1" height="1"><img alt="google cta" src="/cta.png"></p>'
    )
    found = READ["inline_photos"](page(post(HEAD + body(inner))))
    assert [(photo.url, photo.caption, photo.credit) for photo in found] == [
        ("https://paper.example/one.jpg", "One.", "Bo Ray"),
        ("https://paper.example/two.jpg", None, None),
    ]


def test_credit_without_a_picture_at_the_head_belongs_to_the_og_image_but_not_under_a_video() -> None:
    head = '<meta property="og:image" content="/og.jpg">'
    credit = '<div class="photo-credit">Bo Ray</div>'
    assert READ["lead_photo"](page(post(HEAD + credit), head=head)).url == "https://paper.example/og.jpg"
    assert (
        READ["lead_photo"](
            page(post('<div class="widget__head"><iframe src="/v"></iframe></div>' + HEAD + credit), head=head)
        )
        is None
    )


@pytest.mark.parametrize(
    "inner",
    [
        '<p>What helps:</p><ul><li><a href="/a/">A longer string</a></li><li><a href="/b/">No wind</a></li></ul>',
        '<p>THE LIST</p><ul><li><a href="/a/">A longer string</a>, said all who were asked</li></ul>',
        '<p>SOURCES</p><ul><li><a href="https://other.example/a/">A longer string</a></li></ul>',
    ],
)
def test_a_list_with_links_that_is_part_of_the_text_stays(inner: str) -> None:
    assert any(text.startswith("A longer string") for text in texts(page(post(HEAD + body(f"<p>One.</p>{inner}")))))


THINGS = {
    "lines of the site's own classes": (
        '<h2>{N}. Kite</h2><div class="rm-image-container"><img src="/{N}.jpg"><div class="rm-image-caption">Kite {N}.'
        '</div><div class="rm-image-credit">Bo Ray</div></div><p>Text {N}.</p>'
    ),
    "an item with its heading, lines and text": (
        '<div class="rebellt-item" data-id="{N}"><h3>{N}. Kite</h3><img src="data:image/gif;base64,AA" '
        'data-runner-src="/{N}.jpg"><p class="image-media media-caption">Kite {N}.</p>'
        '<p class="image-media media-photo-credit">Bo Ray</p><p>Text {N}.</p></div>'
    ),
    "a picture in a box of its own": (
        '<div class="listicle-item"><h2>{N}. Kite</h2><div><picture><img src="/{N}.jpg"></picture></div>'
        '<div class="media-caption">Kite {N}.</div><div class="media-photo-credit">Bo Ray</div>'
        "<div><p>Text {N}.</p></div></div>"
    ),
    "a list": (
        '<li><div class="listicle__number">{N}</div><h3>{N}. Kite</h3><div><img src="/{N}.jpg"></div>'
        '<div class="photo-credit">Bo Ray</div><div class="photo-caption">Kite {N}.</div>'
        "<div><p>Text {N}.</p></div></li>"
    ),
    "a picture by proxy": (
        '<h2>{N}. Kite</h2><div class="shortcode-media shortcode-media-rebelmouse-proxy-image"><img src="/{N}.jpg">'
        '<small class="media-caption">Kite {N}.</small><small class="media-photo-credit">Bo Ray</small></div>'
        "<p>Text {N}.</p>"
    ),
    "for telephones": (
        '<h2>{N}. Kite</h2><p class="shortcode-media shortcode-media-rebelmouse-image"><amp-img src="/{N}.jpg">'
        '</amp-img><small class="media-caption">Kite {N}.</small><small class="media-photo-credit">Bo Ray</small></p>'
        "<p>Text {N}.</p>"
    ),
}


@pytest.mark.parametrize("kind", THINGS)
def test_each_of_ten_things_keeps_its_heading_text_picture_and_lines(kind: str) -> None:
    items = "".join(THINGS[kind].replace("{N}", str(number)) for number in (1, 2, 3))
    inner = f"<p>Three.</p><ol>{items}</ol>" if kind == "a list" else f"<p>Three.</p>{items}"
    read = page(post(HEAD + body(inner)))
    assert [(one.type, one.text) for one in READ["body"](read)] == [
        ("paragraph", "Three."),
        *(
            (kind, words)
            for number in (1, 2, 3)
            for kind, words in (("heading", f"{number}. Kite"), ("paragraph", f"Text {number}."))
        ),
    ]
    assert [(photo.url, photo.caption, photo.credit) for photo in READ["inline_photos"](read)] == [
        (f"https://paper.example/{number}.jpg", f"Kite {number}.", "Bo Ray") for number in (1, 2, 3)
    ]


def test_the_lines_of_a_video_are_no_pictures() -> None:
    inner = (
        '<div><div><img src="/kite.jpg"></div><p class="shortcode-media shortcode-media-youtube"><iframe src="/v">'
        '</iframe><small class="media-caption">The film.</small></p></div>'
    )
    (photo,) = READ["inline_photos"](page(post(HEAD + body(inner))))
    assert (photo.caption, photo.credit) == (None, None)


def test_the_head_photo_of_another_make_of_classes() -> None:
    lines = '<div class="image-caption">The kite.</div><div class="image-credit">Bo Ray</div>'
    head = f'<div class="widget__head"><img src="/hi.jpg"></div>{HEAD}'
    photo = READ["lead_photo"](page(post(f"{head}{lines}{body('<p>Text.</p>')}")))
    assert (photo.caption, photo.credit) == ("The kite.", "Bo Ray")


def test_a_quote_pulled_as_a_heading_and_an_italic_line_behind_a_picture() -> None:
    inner = (
        '<p>One.</p><h3 class="pull-quote">Kites know.</h3><p><img src="/kite.jpg"></p>'
        "<p><em>A kite. Photo by Bo Ray</em></p><p>Two.</p>"
    )
    read = page(post(HEAD + body(inner)))
    assert ("pull_quote", "Kites know.") in [(one.type, one.text) for one in READ["body"](read)]
    (photo,) = READ["inline_photos"](read)
    assert photo.url == "https://paper.example/kite.jpg"
    assert "Bo Ray" in f"{photo.caption} {photo.credit} {photo.credit_line}"


def test_items_of_a_list_behind_the_text() -> None:
    item = "<div class='listicle-slideshow-item'><div class='listicle-item'><h2>{}</h2><p>{}</p></div></div>"
    items = item.format("Orchard Street", "A kite was seen.") + item.format("Coal Pier", "None was.")
    text = f"<div class='body js-expandable'><div class='body-description'><p>Seven.</p></div>{items}</div>"
    assert texts(page(block(post(text)))) == ["Seven.", "Orchard Street", "A kite was seen.", "Coal Pier", "None was."]
