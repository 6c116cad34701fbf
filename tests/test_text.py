"""Text as read on the page, headlines without the site's name, language tags, same pictures."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.normalise.headlines import without_site_name
from qiosk_scraper.normalise.languages import language_tag
from qiosk_scraper.normalise.pictures import same_picture
from qiosk_scraper.normalise.text import clean, decoded, fold, inline_text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  one\n\ttwo\u00a0 three ", "one two three"),
        ("a\x00b\x07c", "abc"),
        ("Land\u00adungs\u00adplatz\u200b", "Landungsplatz"),
        ("\ud800x", "\ufffdx"),
        ("“curly” — kept", "“curly” — kept"),
        ("", ""),
    ],
)
def test_clean(raw: str, text: str) -> None:
    assert clean(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Park&#39;s", "Park's"),
        ("Park&amp;#39;s", "Park's"),
        ("Fish &amp; chips", "Fish & chips"),
        ("<em>Boats</em> go <br>out", "Boats go out"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
    ],
)
def test_decoded(raw: str, text: str) -> None:
    assert decoded(raw) == text


def test_inline_text_adds_no_blanks_but_for_breaks() -> None:
    element = lxml.html.fromstring("<p>Rus<b>sia</b>’s<br>fleet\n <i> sails</i></p>")
    assert inline_text(element) == "Russia’s fleet sails"


@given(st.text())
def test_clean_is_idempotent(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)
    assert "\x00" not in clean(raw)
    clean(raw).encode("utf-8")


def test_fold_ignores_typography_and_case() -> None:
    assert fold("“Boats” — go OUT!") == fold('"boats" - go out')


@pytest.mark.parametrize(
    ("title", "names", "others", "headline"),
    [
        ("Boats go out | The Ledger", ["The Ledger"], [], "Boats go out"),
        ("Boats go out - Ledger", ["The Ledger"], [], "Boats go out"),
        ("The Ledger: Boats go out", ["The Ledger"], [], "Boats go out"),
        ("Ferries.com: Boats stay in port", ["The Ledger"], [], "Ferries.com: Boats stay in port"),
        ("The Ledger | Boats go out", ["The Ledger"], [], "Boats go out"),
        ("Boats go out | Harbour | The Ledger", ["The Ledger"], ["Boats go out"], "Boats go out"),
        ("Boats - a history", ["The Ledger"], [], "Boats - a history"),
        ("Boats go out - News", [], ["Boats go out"], "Boats go out"),
        ("Boats go out | ledger.example", ["The Ledger"], [], "Boats go out | ledger.example"),
        ("Boats go out | ledger.com", [], [], "Boats go out"),
        ("The Ledger", ["The Ledger"], [], "The Ledger"),
    ],
)
def test_site_name_is_split_off(title: str, names: list[str], others: list[str], headline: str) -> None:
    assert without_site_name(title, names, others) == headline


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("en_US", "en-US"),
        ("EN", "en"),
        ("de-de", "de-DE"),
        ("zh_hans_cn", "zh-Hans-CN"),
        ("English", "en"),
        ("en-US.UTF-8", "en-US"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("und", None),
        ("", None),
        ("-", None),
        ("12", None),
        ("x-default", None),
    ],
)
def test_language_tag(raw: str, tag: str | None) -> None:
    assert language_tag(raw) == tag


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/harbour-boats.jpg?w=200", "https://b.example/x/harbour-boats.jpg", True),
        ("https://a.example/harbour-boats-300x200.jpg", "https://a.example/harbour-boats.jpg", True),
        (
            "https://a.example/media/x.jpg?id=34283984&width=1200",
            "https://a.example/media/y.jpg?id=34283984&width=200",
            True,
        ),
        ("https://a.example/media/image.jpg?id=34283984", "https://a.example/media/image.jpg?id=11111111", False),
        ("https://a.example/a.jpg", "https://a.example/b.jpg", False),
        (
            "https://a.example/a.jpg?Expires=1741100000&Signature=4b1f77aa09&Key-Pair-Id=APKA72LANTERN9",
            "https://a.example/b.jpg?Expires=1741100000&Signature=99c02e5f1d&Key-Pair-Id=APKA72LANTERN9",
            False,
        ),
        ("https://a.example/a.jpg?v=20250304", "https://a.example/b.jpg?v=20250304", False),
        ("https://a.example/a.jpg?v=20250304", "https://a.example/a.jpg?v=20250411", True),
        ("http://[::1", "https://a.example/b.jpg", False),
    ],
)
def test_same_picture(one: str, other: str, same: bool) -> None:
    assert same_picture(one, other) is same
