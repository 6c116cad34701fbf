"""Names out of bylines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.items import Author
from qiosk_scraper.normalise.byline_moments import without_moments
from qiosk_scraper.normalise.bylines import people


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Leo Park", ["Leo Park"]),
        ("Jane Roe, Happy Singh and Tom Fry", ["Jane Roe", "Happy Singh", "Tom Fry"]),
        ("By Jane Roe, West Kirkland and Tom Fry", ["Jane Roe", "West Kirkland", "Tom Fry"]),
        ("Jane Roe, Monte Reel", ["Jane Roe", "Monte Reel"]),
        ("By Jane Roe, West Kirkland, and Tom Fry", ["Jane Roe", "West Kirkland", "Tom Fry"]),
        ("By Jane Roe and Tom Fry, San Rafael", ["Jane Roe", "Tom Fry"]),
        ("By Jane Roe, Los Mochis", ["Jane Roe"]),
        ("By Jane Roe, Santa Fe de Bogotá", ["Jane Roe"]),
        ("By Jane Roe, Saint Nazaire", ["Jane Roe"]),
        ("By Jane Roe, New South Wales", ["Jane Roe"]),
        ("Jane Roe, East Hampton", ["Jane Roe"]),
        ("By Jane Roe, Mount Holly | 3 May 2025", ["Jane Roe"]),
        ("By Jane Roe, New Haven Independent", ["Jane Roe"]),
        ("BY JANE ROE, SAN RAFAEL", ["JANE ROE"]),
        ("Jane Roe | Santa Montefiore", ["Jane Roe", "Santa Montefiore"]),
        ("Jane Roe, New Delhi and Tom Fry", ["Jane Roe", "Tom Fry"]),
        ("Jane Roe | New York", ["Jane Roe"]),
        ("Jane Roe | Gretchen Daily", ["Jane Roe", "Gretchen Daily"]),
        ("Jane Roe | Larkfield Daily", ["Jane Roe"]),
        ("Ada Brandt, RJ House", ["Ada Brandt", "RJ House"]),
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
        ("Biography", []),
        ("News", []),
        ("Von Philipp Wald Redaktionsleiter", ["Philipp Wald"]),
        ("Ada Brandt Deputy Content Hub Director", ["Ada Brandt"]),
        ("Ada Brandt, Head of News", ["Ada Brandt"]),
        ("Jo Leiter", ["Jo Leiter"]),
        ("Ben Head", ["Ben Head"]),
        ("View author archive", []),
        ("Get author RSS feed", []),
        ("View my complete profile", []),
        ("SHOW ALL ARTICLES OF Ada Brandt", []),
        ("Artikel empfehlen", []),
        ("Archie Bio", ["Archie Bio"]),
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


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee, Melissa Bank", ["Ann Lee", "Melissa Bank"]),
        ("By Ann Lee, Larkfield Bank", ["Ann Lee"]),
        ("Ann Lee, Larkfield Courier", ["Ann Lee"]),
        ("Ann Lee, Emily Post", ["Ann Lee", "Emily Post"]),
        ("Azmat Courier and Gary Herald", ["Azmat Courier", "Gary Herald"]),
        ("Ann Lee, Jean-Paul Corriere", ["Ann Lee", "Jean-Paul Corriere"]),
        ("Ann Lee, William F. Stock", ["Ann Lee", "William F. Stock"]),
        ("Jean Comune, Luis Bombeiros", ["Jean Comune", "Luis Bombeiros"]),
        ("Korrespondent Bo Kahn, Brüssel", ["Bo Kahn"]),
        ("Korrespondent Anna Meier, Paul Kahn", ["Anna Meier", "Paul Kahn"]),
        ("Kontributor Bandung, Rini Astuti", ["Rini Astuti"]),
    ],
)
def test_surnames_that_are_words_of_houses_and_places_of_correspondents(line: str, names: list[str]) -> None:
    assert [one.name for one in people([line])] == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("מאי גולן | 12.3.2025", "מאי גולן"),
        ("نيسان خوري | 12 مارس 2025", "نيسان خوري"),
        ("रविवार शर्मा, 12 मार्च 2025", "रविवार शर्मा"),
    ],
)
def test_a_name_that_is_a_months_or_a_days_stays(line: str, name: str) -> None:
    assert without_moments(line) == name


@pytest.mark.parametrize("name", ["Santa Montefiore", "West Kirkland", "San Aung"])
def test_in_a_list_that_machines_are_told_stand_people(name: str) -> None:
    assert [one.name for one in people([f"Jane Roe, {name}"], listed=True)] == ["Jane Roe", name]
    assert [one.name for one in people([f"Jane Roe, {name}, Tom Fry"], listed=True)] == ["Jane Roe", name, "Tom Fry"]
    assert [one.name for one in people(["Jane Roe, New Delhi"], listed=True)] == ["Jane Roe"]
