"""Names out of bylines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.items import Author
from qiosk_scraper.normalise.bylines import people


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Leo Park", ["Leo Park"]),
        ("By Leo Park", ["Leo Park"]),
        ("BY LEO PARK", ["LEO PARK"]),
        ("by: Leo Park", ["Leo Park"]),
        ("By Leo Park, Ada Brandt and Siri Holm", ["Leo Park", "Ada Brandt", "Siri Holm"]),
        ("Leo Park, Ada Brandt, and Siri Holm", ["Leo Park", "Ada Brandt", "Siri Holm"]),
        ("Leo Park & Ada Brandt", ["Leo Park", "Ada Brandt"]),
        ("Leo Park; Ada Brandt", ["Leo Park", "Ada Brandt"]),
        ("Von Jana Müller und Max Weber", ["Jana Müller", "Max Weber"]),
        ("Par Luc Martel et Anne Petit", ["Luc Martel", "Anne Petit"]),
        ("Por Rosa Ibarra y Luis Gómez", ["Rosa Ibarra", "Luis Gómez"]),
        ("Santiago Ramón y Cajal", ["Santiago Ramón y Cajal"]),
        ("Van Morrow", ["Van Morrow"]),
        ("Leo Park / Reuters", ["Leo Park"]),
        ("Leo Park | The Associated Press", ["Leo Park"]),
        ("Reuters", ["Reuters"]),
        ("Associated Press", ["Associated Press"]),
        ("By Leo Park, Staff Writer", ["Leo Park"]),
        ("Leo Park, Correspondent", ["Leo Park"]),
        ("Leo Park Staff Writer", ["Leo Park"]),
        ("Leo Park, Senior Political Correspondent, and Ada Brandt", ["Leo Park", "Ada Brandt"]),
        ("Leo Park – White House correspondent", ["Leo Park"]),
        ("Leo Park, with reporting by Ada Brandt", ["Leo Park", "Ada Brandt"]),
        ("Leo Park | March 28, 2025", ["Leo Park"]),
        ("By Leo Park • 5 min read", ["Leo Park"]),
        ("Leo Park Published 12:05 PM", ["Leo Park"]),
        ("March 28, 2025", []),
        ("Updated 12:05 PM", []),
        ("By Leo Park for The Ledger", ["Leo Park"]),
        ("Leo Park of The Ledger", ["Leo Park"]),
        ("Leo Park in London", ["Leo Park"]),
        ("Leo Park, London", ["Leo Park"]),
        ("Leo Park, PhD", ["Leo Park"]),
        ("Leo Park Jr.", ["Leo Park Jr."]),
        ("Leo Park, Jr.", ["Leo Park, Jr."]),
        ("Leo Park III and Ada Brandt", ["Leo Park III", "Ada Brandt"]),
        ("Park, Leo", ["Leo Park"]),
        ("Michael O'Leary & Seán Ó Sé", ["Michael O'Leary", "Seán Ó Sé"]),
        ("The Editors", ["The Editors"]),
        ("Editorial Board", ["Editorial Board"]),
        ("By Staff", ["Staff"]),
        ("Anne and Bob's Desk", ["Anne and Bob's Desk"]),
        ("News Desk", ["News Desk"]),
        ("Leo Park (lpark@ledger.example)", ["Leo Park"]),
        ("Leo Park @lpark", ["Leo Park"]),
        ("https://social.example/lpark", []),
        ("lpark@ledger.example", []),
        ("@lpark", []),
        ("(Image: Getty Images)", []),
        ("admin", []),
        ("By", []),
        ("신현주 기자", ["신현주"]),
        ("", []),
    ],
)
def test_names(printed: str, names: list[str]) -> None:
    assert [author.name for author in people([printed])] == names


def test_each_once_and_with_its_address() -> None:
    found = people(["LEO PARK", Author("Leo Park", "https://ledger.example/author/lpark/"), "Ada Brandt"])
    assert found == (Author("LEO PARK", "https://ledger.example/author/lpark/"), Author("Ada Brandt"))


def test_agency_in_a_persons_line_goes_and_as_an_author_of_its_own_stays() -> None:
    assert people(["Leo Park, Reuters"]) == (Author("Leo Park"),)
    assert people(["Reuters", "Leo Park"]) == (Author("Reuters"), Author("Leo Park"))


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_names(names: list[str]) -> None:
    found = people(names)
    assert all(author.name.strip() == author.name != "" for author in found)
