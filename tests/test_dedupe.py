"""Furniture is no edit, and no edit is furniture."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from visits import HOME, article, teasers, url

from qiosk_scraper.dedupe import alike, compare, content_digest, labels_digest, reads_less, same_article, text_digest
from qiosk_scraper.items import Article, Author, Block, Correction, Link, Photo

Change = Callable[[Article], Article]


def photo(**changes: object) -> Change:
    return lambda a: replace(a, photos=(replace(a.photos[0], **changes),))  # type: ignore[arg-type]


def block(**changes: object) -> Change:
    return lambda a: replace(a, body=(replace(a.body[0], **changes), *a.body[1:]))  # type: ignore[arg-type]


def field(**changes: object) -> Change:
    return lambda a: replace(a, **changes)  # type: ignore[arg-type]


FURNITURE: dict[str, Change] = {
    "image size": photo(url=f"{HOME}/media/ferry.jpg?width=300&quality=80"),
    "signed image": photo(url=f"{HOME}/media/ferry.jpg?sig=abcdef&expires=1700000000"),
    "picture moved to another host": photo(url="https://cdn.example/x/ferry-1024x683.jpg"),
    "alternative text": photo(alt="ferry.jpg"),
    "decorative picture": lambda a: replace(a, photos=(*a.photos, Photo("inline", f"{HOME}/line.png"))),
    "modified time alone": field(modified="2025-03-09T00:00:00+00:00", modified_raw="an hour ago"),
    "zone of the publication time": field(published="2025-03-01T10:00:00+02:00"),
    "wording of the publication time": field(published_raw="3/1/25"),
    "related posts": field(teasers=teasers("mayor", "tide", "weather")),
    "no related posts": field(teasers=()),
    "tags": field(tags=("boats",)),
    "sections": field(sections=("City",)),
    "flags": field(flags=("date_future",)),
    "access": field(access="unknown"),
    "language": field(language="en-GB"),
    "printed byline": field(byline="Ada Moreno, Ben Okri"),
    "author's page": lambda a: replace(a, authors=tuple(replace(author, url="/x") for author in a.authors)),
    "spelling of the address": field(url=url("ferry") + "?utm_source=x", canonical_url=url("ferry")),
    "white space": block(text="The ferry  left the quay\u00a0an hour\nlate on Monday. "),
    "tracking in a link": block(links=(Link(url("tide") + "?nonce=123#top", "the quay"),)),
    "www and https in a link": block(links=(Link("https://www.gazette.example/tide", "quay"),)),
    "layers that answered": field(answers=()),
}
EDITS: dict[str, tuple[Change, str]] = {
    "headline": (field(headline="The ferry is late, again"), "headline_changed"),
    "capital letter": (field(headline="The Ferry is late again"), "headline_changed"),
    "dek": (field(dek="Why everybody waits for the ferry"), "dek_changed"),
    "dek gone": (field(dek=None), "dek_changed"),
    "kicker": (field(kicker="Opinion | City"), "kicker_changed"),
    "author added": (lambda a: replace(a, authors=(*a.authors, Author("Cy Lund"))), "byline_changed"),
    "order of authors": (lambda a: replace(a, authors=a.authors[::-1]), "byline_changed"),
    "publication date": (field(published="2025-03-02T08:00:00+00:00"), "published_changed"),
    "one word": (block(text="The ferry left the quay an hour late on Tuesday."), "body_changed"),
    "one quotation mark": (block(text="The “ferry” left the quay an hour late on Monday."), "body_changed"),
    "one comma": (block(text="The ferry left the quay, an hour late on Monday."), "body_changed"),
    "paragraph gone": (lambda a: replace(a, body=a.body[:-1]), "body_changed"),
    "order of paragraphs": (lambda a: replace(a, body=a.body[::-1]), "body_changed"),
    "heading for a paragraph": (block(type="heading"), "body_changed"),
    "link elsewhere": (block(links=(Link(url("mayor"), "the quay"),)), "body_changed"),
    "link gone": (block(links=()), "body_changed"),
    "caption": (photo(caption="At the pier"), "caption_changed"),
    "credit": (photo(credit="Ben Okri", credit_line="Photo: Ben Okri"), "credit_changed"),
    "credit gone": (photo(credit=None, credit_line=None), "credit_changed"),
    "photo gone": (field(photos=()), "credit_changed"),
    "correction": (field(corrections=(Correction("An earlier version said Tuesday."),)), "corrected"),
}


@pytest.mark.parametrize("change", FURNITURE.values(), ids=FURNITURE.keys())
def test_furniture_is_no_edit(change: Change) -> None:
    assert content_digest(change(article())) == content_digest(article())
    assert compare(article(), change(article())) == ()


@pytest.mark.parametrize(("change", "kind"), EDITS.values(), ids=EDITS.keys())
def test_an_edit_is_one_and_is_named(change: Change, kind: str) -> None:
    assert content_digest(change(article())) != content_digest(article())
    assert kind in [event.kind for event in compare(article(), change(article()))]
    assert kind in [event.kind for event in compare(change(article()), article())]


def test_only_what_changed_is_named() -> None:
    edited = replace(article(), headline="New", corrections=(Correction("Corrected."), Correction("Twice.")))
    events = compare(article(), edited)
    assert [event.kind for event in events] == ["headline_changed", "corrected", "corrected"]
    assert json.loads(events[0].detail or "") == {"from": "The ferry is late again", "to": "New"}
    assert json.loads(events[2].detail or "") == {"note": "Twice."}


def test_parts_do_not_run_into_each_other() -> None:
    one = replace(article(), headline="A", dek=None)
    other = replace(article(), headline=None, dek="A")
    assert content_digest(one) != content_digest(other)
    split = (Block("paragraph", "one two"), Block("paragraph", "three"))
    joined = (Block("paragraph", "one"), Block("paragraph", "two three"))
    assert content_digest(article(body=split)) != content_digest(article(body=joined))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


@given(before=TEXTS, after=TEXTS)
def test_digest_differs_exactly_when_an_event_is_named(before: str, after: str) -> None:
    one, other = article(headline=before, dek=after), article(headline=after, dek=before)
    assert (content_digest(one) == content_digest(other)) == (compare(one, other) == ())


@given(TEXTS)
def test_digest_ignores_composition_and_white_space(text: str) -> None:
    loose = "  ".join(unicodedata.normalize("NFD", text).split())
    assert content_digest(article(headline=text)) == content_digest(article(headline=f"\n{loose} "))


@given(st.text(), st.none() | st.text())
def test_no_text_breaks_a_digest(text: str, other: str | None) -> None:
    odd = article(headline=text, published=other, dek=other, body=(Block("paragraph", text, (Link(text, text),)),))
    assert content_digest(odd) == content_digest(odd)
    compare(odd, article())
    text_digest(text)
    labels_digest(odd)


def test_labels_digest_sees_what_the_content_digest_leaves_out() -> None:
    for name in ("tags", "sections", "language", "author's page"):
        assert labels_digest(FURNITURE[name](article())) != labels_digest(article()), name
    assert labels_digest(EDITS["one word"][0](article())) == labels_digest(article())


@pytest.mark.parametrize(
    ("headline", "text", "same"),
    [
        ("The ferry is late again", "Other words.", True),
        ("THE FERRY  IS LATE AGAIN", "Other words.", True),
        ("Other", None, True),
        ("Other", "Other words.", False),
        (None, "Other words.", False),
    ],
)
def test_same_headline_or_same_text_is_the_same_article(headline: str | None, text: str | None, same: bool) -> None:
    assert same_article(article(), headline, text_digest(text or article().text)) is same


def test_empty_texts_and_headlines_match_nothing() -> None:
    assert not same_article(article(headline=None, body=()), None, text_digest(""))
    assert not alike("", "")


def test_versions_of_a_text_are_alike() -> None:
    text = "one two three four five six seven eight nine ten"
    assert alike(text, text.replace("ten", "eleven") + " twelve")
    assert not alike(text, "quite another story with nothing in common at all")
    assert not alike("the", text)
    assert alike("yes, indeed", "Yes, indeed")


def test_the_same_words_in_another_order_are_another_text() -> None:
    """Reports on one subject use the same words over and over."""
    monday = "the ferry left the quay and the crew of the boat told the council of the tide " * 6
    tuesday = "the council told the crew of the tide and the boat left the ferry of the quay " * 6
    assert not alike(monday, tuesday)


@pytest.mark.parametrize(
    ("access", "words", "before", "access_before", "less"),
    [
        ("paywalled", 5, 100, "free", True),
        ("truncated", 5, 100, "unknown", True),
        ("free", 5, 100, "free", False),
        ("paywalled", 5, 100, "paywalled", False),
        ("paywalled", 200, 100, "free", False),
        ("free", 0, 100, "free", True),
        ("free", 0, 0, "free", False),
    ],
)
def test_a_paywall_reads_less(access: str, words: int, before: int, access_before: str, less: bool) -> None:
    body = (Block("paragraph", " ".join(["word"] * words)),) if words else ()
    assert reads_less(article(access=access, body=body), words, before, access_before) is less


def test_versions_of_a_text_without_blanks_are_alike() -> None:
    text = (
        "港の委員会は月曜日、北の桟橋を冬までに再建することで合意した。\n漁師の組合は計画を歓迎したが、期間が長すぎると批判した。\n"
        "市長は記者会見で、住民の声を聞きながら進めると述べた。\n次の会合は六月に開かれる予定で、道路の予算も議題になる。"
    )
    other = (
        "気象庁は、台風八号が週末に南部の島々へ近づくと発表した。\n航空各社は金曜日の便の欠航を決め、払い戻しを受け付けている。\n"
        "島の学校は休校となり、避難所は午後から開設された。\n農家は収穫を急いでおり、被害の大きさを心配している。"
    )
    assert alike(text, text.replace("期間が長すぎると批判した", "補償を求めている"))
    assert not alike(text, other)
