"""The grammar of photo credits, on lines of our own in the forms that newsrooms print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.normalise.credits import read_credit_line

# line, caption, credit, photographer, agency
UNMARKED = [
    # a label before caption and credit
    ("Top Photo Credit: Harbour Watch (Mira Okafor)", "Harbour Watch", "Mira Okafor", "Mira Okafor", None),
    (
        "Top photo credit: The old pier (Mira Okafor / Sipa USA)",
        "The old pier",
        "Mira Okafor / Sipa USA",
        "Mira Okafor",
        "Sipa USA",
    ),
    ("TOP IMAGE CREDIT: The old pier (shutterstock)", "The old pier", "shutterstock", None, "shutterstock"),
    (
        "Top image credit: Ada Brandt and Siri Holm via shutterstock.com",
        None,
        "Ada Brandt and Siri Holm via shutterstock.com",
        "Ada Brandt and Siri Holm",
        "shutterstock.com",
    ),
    (
        "Top image: Mayor Ana Ruiz (R-Texas) at the quay. (Reuters/Leo Park)",
        "Mayor Ana Ruiz (R-Texas) at the quay.",
        "Reuters/Leo Park",
        "Leo Park",
        "Reuters",
    ),
    (
        "Top photo credit: Ministers gather on the quay on Tuesday. (Photo by Leo Park/Getty Images)",
        "Ministers gather on the quay on Tuesday.",
        "Leo Park/Getty Images",
        "Leo Park",
        "Getty Images",
    ),
    (
        "Top photo credit: Ministers gather on the quay on Tuesday. REUTERS/Leo Park",
        "Ministers gather on the quay on Tuesday.",
        "REUTERS/Leo Park",
        "Leo Park",
        "REUTERS",
    ),
    (
        "Top photo: President Ruiz and Chancellor Holm (White House photo)",
        "President Ruiz and Chancellor Holm",
        "White House photo",
        None,
        "White House",
    ),
    (
        "Top photo credit: Secretary of the Quay Lloyd J. Holm meets with crews (DoD/Leo Park)",
        "Secretary of the Quay Lloyd J. Holm meets with crews",
        "DoD/Leo Park",
        "Leo Park",
        "DoD",
    ),
    ("Top photo: Ana Ruiz-Lee. REUTERS/Leo Park", "Ana Ruiz-Lee.", "REUTERS/Leo Park", "Leo Park", "REUTERS"),
    ("Lead photo credit: Leo Park", None, "Leo Park", "Leo Park", None),
    ("Photo credit: Leo Park/Town Ledger", None, "Leo Park/Town Ledger", "Leo Park", "Town Ledger"),
    ("Photo credits: Ada Brandt and Siri Holm", None, "Ada Brandt and Siri Holm", "Ada Brandt and Siri Holm", None),
    ("Image Credit: NASA", None, "NASA", None, "NASA"),
    ("Cover photo: Leo Park", None, "Leo Park", "Leo Park", None),
    ("Featured image via Unsplash", None, "Unsplash", None, "Unsplash"),
    ("Header image: Leo Park / Flickr", None, "Leo Park / Flickr", "Leo Park", "Flickr"),
    # a label and the credit
    ("Photo: Leo Park", None, "Leo Park", "Leo Park", None),
    ("PHOTO: L. PARK", None, "L. PARK", "L. PARK", None),
    ("Photo by Leo Park", None, "Leo Park", "Leo Park", None),
    ("(Shutterstock/ Leo Park)", None, "Shutterstock/ Leo Park", "Leo Park", "Shutterstock"),
    # given names that begin surnames elsewhere
    ("Photo by Al Brandt / Reuters", None, "Al Brandt / Reuters", "Al Brandt", "Reuters"),
    ("Photo: Ben Holm/AFP", None, "Ben Holm/AFP", "Ben Holm", "AFP"),
    ("Photo: Al Arabiya", None, "Al Arabiya", None, None),
    ("Photo: Ana Ruiz/Al Akhbar", None, "Ana Ruiz/Al Akhbar", "Ana Ruiz", "Al Akhbar"),
    ("Photo By: Leo Park", None, "Leo Park", "Leo Park", None),
    ("Photograph by Leo Park / The Ledger", None, "Leo Park / The Ledger", "Leo Park", "The Ledger"),
    ("Photograph: Leo Park/AP", None, "Leo Park/AP", "Leo Park", "AP"),
    ("Photos by Leo Park and Ada Brandt", None, "Leo Park and Ada Brandt", "Leo Park and Ada Brandt", None),
    ("Picture: Alamy", None, "Alamy", None, "Alamy"),
    ("Pictures: Leo Park/PA Wire", None, "Leo Park/PA Wire", "Leo Park", "PA Wire"),
    ("Image: Shutterstock", None, "Shutterstock", None, "Shutterstock"),
    ("Image: Leo Park", None, "Leo Park", "Leo Park", None),
    ("Image via Getty Images", None, "Getty Images", None, "Getty Images"),
    ("Image courtesy of NOAA", None, "NOAA", None, "NOAA"),
    ("Photo courtesy of Ada Brandt", None, "Ada Brandt", "Ada Brandt", None),
    ("Photo courtesy: Ada Brandt", None, "Ada Brandt", "Ada Brandt", None),
    ("Courtesy of the Harbour Museum", None, "the Harbour Museum", None, "the Harbour Museum"),
    ("Courtesy NASA", None, "NASA", None, "NASA"),
    ("Credit: Leo Park", None, "Leo Park", "Leo Park", None),
    ("CREDIT: LEO PARK/REUTERS", None, "LEO PARK/REUTERS", "LEO PARK", "REUTERS"),
    ("Credit...Leo Park for The Ledger", None, "Leo Park for The Ledger", "Leo Park", "The Ledger"),
    ("Source: Getty Images", None, "Getty Images", None, "Getty Images"),
    ("Illustration: Ada Brandt", None, "Ada Brandt", "Ada Brandt", None),
    ("Illustration by Ada Brandt", None, "Ada Brandt", "Ada Brandt", None),
    ("Graphic: Ada Brandt/Town Ledger", None, "Ada Brandt/Town Ledger", "Ada Brandt", "Town Ledger"),
    ("Photographer: Leo Park", None, "Leo Park", "Leo Park", None),
    ("Photo/Leo Park", None, "Photo/Leo Park", "Leo Park", None),
    # other languages
    ("Foto: Jana Müller/dpa", None, "Jana Müller/dpa", "Jana Müller", "dpa"),
    ("Fotos: Jana Müller", None, "Jana Müller", "Jana Müller", None),
    ("FOTO: IMAGO", None, "IMAGO", None, "IMAGO"),
    ("Bild: picture alliance / dpa", None, "picture alliance / dpa", None, "picture alliance / dpa"),
    ("Bild: Jana Müller", None, "Jana Müller", "Jana Müller", None),
    ("Bildquelle: Jana Müller", None, "Jana Müller", "Jana Müller", None),
    ("Quelle: dpa", None, "dpa", None, "dpa"),
    ("Foto von Jana Müller", None, "Jana Müller", "Jana Müller", None),
    ("Crédit photo : Luc Martel / AFP", None, "Luc Martel / AFP", "Luc Martel", "AFP"),
    ("Crédits : Luc Martel", None, "Luc Martel", "Luc Martel", None),
    ("Photo : Luc Martel", None, "Luc Martel", "Luc Martel", None),
    ("Photo par Luc Martel", None, "Luc Martel", "Luc Martel", None),
    ("Foto de Rosa Ibarra", "Foto de Rosa Ibarra", None, None, None),
    ("Fotografía: Rosa Ibarra / EFE", None, "Rosa Ibarra / EFE", "Rosa Ibarra", "EFE"),
    ("Imagen: EFE", None, "EFE", None, "EFE"),
    ("Crédito: Rosa Ibarra", None, "Rosa Ibarra", "Rosa Ibarra", None),
    ("Foto: Marco Rossi/ANSA", None, "Marco Rossi/ANSA", "Marco Rossi", "ANSA"),
    ("Fonte: ANSA", None, "ANSA", None, "ANSA"),
    ("Fot. Jan Nowak / PAP", None, "Jan Nowak / PAP", "Jan Nowak", "PAP"),
    ("Фото: Иван Петров / ТАСС", None, "Иван Петров / ТАСС", "Иван Петров", "ТАСС"),
    ("Kuva: Aino Virta / Lehtikuva", None, "Aino Virta / Lehtikuva", "Aino Virta", "Lehtikuva"),
    # the credit alone
    ("REUTERS/Leo Park", None, "REUTERS/Leo Park", "Leo Park", "REUTERS"),
    ("REUTERS / Leo Park / File Photo", None, "REUTERS / Leo Park / File Photo", "Leo Park", "REUTERS"),
    ("AP Photo/Leo Park", None, "AP Photo/Leo Park", "Leo Park", "AP"),
    ("(AP Photo/Leo Park, File)", None, "AP Photo/Leo Park, File", "Leo Park", "AP"),
    ("(Photo by Park/Getty Images)", None, "Park/Getty Images", "Park", "Getty Images"),
    ("Leo Park/Getty Images", None, "Leo Park/Getty Images", "Leo Park", "Getty Images"),
    ("Leo Park / Sipa USA", None, "Leo Park / Sipa USA", "Leo Park", "Sipa USA"),
    ("Leo Park/AFP via Getty Images", None, "Leo Park/AFP via Getty Images", "Leo Park", "AFP via Getty Images"),
    ("Leo Park/Pool via AP", None, "Leo Park/Pool via AP", "Leo Park", "AP"),
    ("Leo Park via Flickr", None, "Leo Park via Flickr", "Leo Park", "Flickr"),
    ("Leo Park for The Ledger", None, "Leo Park for The Ledger", "Leo Park", "The Ledger"),
    ("Shutterstock/Leo Park", None, "Shutterstock/Leo Park", "Leo Park", "Shutterstock"),
    ("shutterstock.com", None, "shutterstock.com", None, "shutterstock.com"),
    ("Getty Images", None, "Getty Images", None, "Getty Images"),
    ("EPA-EFE/Leo Park", None, "EPA-EFE/Leo Park", "Leo Park", "EPA-EFE"),
    ("Photo by Leo Park on Unsplash", None, "Leo Park on Unsplash", "Leo Park", "Unsplash"),
    ("© Leo Park", None, "Leo Park", "Leo Park", None),
    ("© 2024 Leo Park / Reuters", None, "Leo Park / Reuters", "Leo Park", "Reuters"),
    ("(c) Leo Park", None, "Leo Park", "Leo Park", None),
    ("Copyright Leo Park", None, "Leo Park", "Leo Park", None),
    (
        "Wikimedia Commons / Leo Park / CC BY-SA 4.0",
        None,
        "Wikimedia Commons / Leo Park / CC BY-SA 4.0",
        "Leo Park",
        "Wikimedia Commons",
    ),
    ("Photo: Leo Park (CC BY-SA 2.0)", None, "Leo Park (CC BY-SA 2.0)", "Leo Park", None),
    ("Photo: Leo Park/Flickr/Creative Commons", None, "Leo Park/Flickr/Creative Commons", "Leo Park", "Flickr"),
    ("U.S. Army photo by Sgt. Dana Cole", None, "U.S. Army photo by Sgt. Dana Cole", "Sgt. Dana Cole", "U.S. Army"),
    (
        "U.S. Navy photo by Mass Communication Specialist 2nd Class Dana Cole",
        None,
        "U.S. Navy photo by Mass Communication Specialist 2nd Class Dana Cole",
        "Mass Communication Specialist 2nd Class Dana Cole",
        "U.S. Navy",
    ),
    ("White House photo", None, "White House photo", None, "White House"),
    (
        "Official White House Photo by Dana Cole",
        None,
        "Official White House Photo by Dana Cole",
        "Dana Cole",
        "White House",
    ),
    ("Screenshot via C-SPAN", None, "Screenshot via C-SPAN", None, "C-SPAN"),
    ("Screenshot/YouTube", None, "Screenshot/YouTube", None, "YouTube"),
    ("Handout via Reuters", None, "Handout via Reuters", None, "Reuters"),
    ("PHOTO | LEO PARK | NMG", None, "LEO PARK | NMG", "LEO PARK", "NMG"),
    ("Leo Park | CNBC", None, "Leo Park | CNBC", "Leo Park", "CNBC"),
    (
        "Leo Park | Getty Images News | Getty Images",
        None,
        "Leo Park | Getty Images News | Getty Images",
        "Leo Park",
        "Getty Images News | Getty Images",
    ),
    # a caption, then the credit
    ("Boats go out. Leo Park | The Record", "Boats go out.", "Leo Park | The Record", "Leo Park", "The Record"),
    (
        "Boats go out. (Photo by Leo Park/Getty Images)",
        "Boats go out.",
        "Leo Park/Getty Images",
        "Leo Park",
        "Getty Images",
    ),
    ("Boats go out (Leo Park/Getty Images)", "Boats go out", "Leo Park/Getty Images", "Leo Park", "Getty Images"),
    (
        "Boats go out, March 3, 2022. (AP Photo/Leo Park)",
        "Boats go out, March 3, 2022.",
        "AP Photo/Leo Park",
        "Leo Park",
        "AP",
    ),
    (
        "Boats go out. REUTERS/Leo Park/File Photo",
        "Boats go out.",
        "REUTERS/Leo Park/File Photo",
        "Leo Park",
        "REUTERS",
    ),
    ("Boats go out. Leo Park/Reuters", "Boats go out.", "Leo Park/Reuters", "Leo Park", "Reuters"),
    ("Boats go out. Photo: Leo Park", "Boats go out.", "Leo Park", "Leo Park", None),
    ("Boats go out. Photograph: Leo Park/EPA", "Boats go out.", "Leo Park/EPA", "Leo Park", "EPA"),
    ("Boats go out Photo: Leo Park", "Boats go out", "Leo Park", "Leo Park", None),
    ("Boats go out. Credit: Alamy", "Boats go out.", "Alamy", None, "Alamy"),
    ("Boats go out. © Leo Park", "Boats go out.", "Leo Park", "Leo Park", None),
    ("Boats go out.Leo Park/Getty Images", "Boats go out.", "Leo Park/Getty Images", "Leo Park", "Getty Images"),
    ("Boats go out | Leo Park/Town Ledger", "Boats go out", "Leo Park/Town Ledger", "Leo Park", "Town Ledger"),
    ("Boats go out | Getty Images", "Boats go out", "Getty Images", None, "Getty Images"),
    ("Boats go out — Leo Park", "Boats go out", "Leo Park", "Leo Park", None),
    ("Boats go out – Leo Park/AFP", "Boats go out", "Leo Park/AFP", "Leo Park", "AFP"),
    ("Boats go out [Leo Park/Al Jazeera]", "Boats go out", "Leo Park/Al Jazeera", "Leo Park", "Al Jazeera"),
    ("Boats go out. (Leo Park)", "Boats go out.", "Leo Park", "Leo Park", None),
    (
        "Boats go out. (Via the Facebook page of Nils Berg)",
        "Boats go out.",
        "Via the Facebook page of Nils Berg",
        None,
        None,
    ),
    (
        "Boats go out. (U.S. Navy photo by Dana Cole)",
        "Boats go out.",
        "U.S. Navy photo by Dana Cole",
        "Dana Cole",
        "U.S. Navy",
    ),
    (
        "Boats go out. U.S. Navy photo by Dana Cole",
        "Boats go out.",
        "U.S. Navy photo by Dana Cole",
        "Dana Cole",
        "U.S. Navy",
    ),
    ("Boats go out (Courtesy of Nils Berg)", "Boats go out", "Nils Berg", "Nils Berg", None),
    ("Boats go out (Screenshot via YouTube)", "Boats go out", "Screenshot via YouTube", None, "YouTube"),
    ("Boats go out. (Shutterstock)", "Boats go out.", "Shutterstock", None, "Shutterstock"),
    ("Boats go out (Leo Park/Flickr) (CC BY 2.0)", "Boats go out", "Leo Park/Flickr (CC BY 2.0)", "Leo Park", "Flickr"),
    ("Prices by year. Source: Eurostat", "Prices by year.", "Eurostat", None, None),
    (
        "Mayor Ana Ruiz (left) at the quay. (Leo Park/AP)",
        "Mayor Ana Ruiz (left) at the quay.",
        "Leo Park/AP",
        "Leo Park",
        "AP",
    ),
    ("Schiffe im Hafen. Foto: Jana Müller/dpa", "Schiffe im Hafen.", "Jana Müller/dpa", "Jana Müller", "dpa"),
    ("Schiffe im Hafen (Symbolbild: Jana Müller)", "Schiffe im Hafen", "Jana Müller", "Jana Müller", None),
    ("Bateaux au port. Crédit photo : Luc Martel", "Bateaux au port.", "Luc Martel", "Luc Martel", None),
    ("“We will stay.” Leo Park / Reuters", "“We will stay.”", "Leo Park / Reuters", "Leo Park", "Reuters"),
    ("Boats go out. (Leo Park/Tidewire)", "Boats go out.", "Leo Park/Tidewire", "Leo Park", "Tidewire"),
    ("Photo courtesy of the Mayor’s Parlour", None, "the Mayor’s Parlour", None, "the Mayor’s Parlour"),
    ("Boats go out. Courtesy of St Anne’s School", "Boats go out.", "St Anne’s School", None, "St Anne’s School"),
    (
        "Top photo credit: The buoy (Leo Park / Old Marine Station)",
        "The buoy",
        "Leo Park / Old Marine Station",
        "Leo Park",
        "Old Marine Station",
    ),
    # no credit at all
    ("Boats go out.", "Boats go out.", None, None, None),
    ("Mayor Ana Ruiz (left)", "Mayor Ana Ruiz (left)", None, None, None),
    ("Mayor Ana Ruiz (R-Texas)", "Mayor Ana Ruiz (R-Texas)", None, None, None),
    ("From left: Ana Ruiz, Leo Park and Dana Cole", "From left: Ana Ruiz, Leo Park and Dana Cole", None, None, None),
    ("The delegation in Pyongyang (North Korea)", "The delegation in Pyongyang (North Korea)", None, None, None),
    ("The Law and Justice party (PiS)", "The Law and Justice party (PiS)", None, None, None),
    ("A memorial for the drowned (1911-1987)", "A memorial for the drowned (1911-1987)", None, None, None),
    (
        "A photo by an unknown sailor hangs on the wall of the pub.",
        "A photo by an unknown sailor hangs on the wall of the pub.",
        None,
        None,
        None,
    ),
    ("The White House at dawn", "The White House at dawn", None, None, None),
    ("Ana Ruiz and Leo Park", "Ana Ruiz and Leo Park", None, None, None),
    (
        "Soldiers of the U.S. Army train near St. Malo.",
        "Soldiers of the U.S. Army train near St. Malo.",
        None,
        None,
        None,
    ),
    ("The image of the city has changed — for good", "The image of the city has changed — for good", None, None, None),
    (
        "He came to the meeting with 3/4 of the members",
        "He came to the meeting with 3/4 of the members",
        None,
        None,
        None,
    ),
]


@pytest.mark.parametrize(("line", "caption", "credit", "photographer", "agency"), UNMARKED)
def test_line_is_taken_apart(
    line: str, caption: str | None, credit: str | None, photographer: str | None, agency: str | None
) -> None:
    read = read_credit_line(line)
    assert (read.caption, read.credit, read.photographer, read.agency) == (caption, credit, photographer, agency)
    assert read.credit_line == (line if credit else None)


@pytest.mark.parametrize(
    ("line", "caption", "credit", "photographer", "agency"),
    [
        ("Leo Park", None, "Leo Park", "Leo Park", None),
        ("L. PARK", None, "L. PARK", "L. PARK", None),
        ("staff", None, "staff", None, None),
        ("Leo Park, Staff", None, "Leo Park, Staff", "Leo Park", None),
        ("Screenshot", None, "Screenshot", None, None),
        ("Emily Post", None, "Emily Post", "Emily Post", None),
        ("(Photo Ada Park)", None, "Ada Park", "Ada Park", None),
        ("By Ada Park / The Harbour", None, "By Ada Park / The Harbour", "Ada Park", "The Harbour"),
        ("Photo Researchers Inc", None, "Photo Researchers Inc", None, "Photo Researchers Inc"),
        ("Ada Park photo", None, "Ada Park photo", "Ada Park", None),
        ("Ada Park photo/The Harbour", None, "Ada Park photo/The Harbour", "Ada Park", "The Harbour"),
        ("Ada Park The Larkfield Gazette", None, "Ada Park The Larkfield Gazette", "Ada Park", "The Larkfield Gazette"),
        ("Representational image", None, "Representational image", None, None),
        ("Created with AI", None, "Created with AI", None, None),
        ("Azmat Courier / AFP", None, "Azmat Courier / AFP", "Azmat Courier", "AFP"),
        ("Luis F. Bombeiros", None, "Luis F. Bombeiros", "Luis F. Bombeiros", None),
        ("Larkfield Sentinel", None, "Larkfield Sentinel", None, "Larkfield Sentinel"),
        ("Leo Park/Larkfield Sentinel", None, "Leo Park/Larkfield Sentinel", "Leo Park", "Larkfield Sentinel"),
        ("Leo Park for The Ledger", None, "Leo Park for The Ledger", "Leo Park", "The Ledger"),
        ("The White House", None, "The White House", None, "The White House"),
        ("(Leo Park)", None, "Leo Park", "Leo Park", None),
        ("Leo Park (Reuters)", None, "Leo Park (Reuters)", "Leo Park", "Reuters"),
        ("Boats at the quay (Leo Park)", "Boats at the quay", "Leo Park", "Leo Park", None),
        ("Boats leave the old harbour at dawn.", "Boats leave the old harbour at dawn.", None, None, None),
        ("@harbourcam", None, "@harbourcam", "@harbourcam", None),
        ("Kremlin.ru", None, "Kremlin.ru", None, "Kremlin.ru"),
        ("Leo Park; Source: IPCC", None, "Leo Park; Source: IPCC", "Leo Park", "IPCC"),
        ("Leo Park. Photo: Ada Brandt", "Leo Park.", "Ada Brandt", "Ada Brandt", None),
        (
            "picture alliance/dpa | Jana Müller",
            None,
            "picture alliance/dpa | Jana Müller",
            "Jana Müller",
            "picture alliance/dpa",
        ),
    ],
)
def test_line_marked_as_a_credit(
    line: str, caption: str | None, credit: str | None, photographer: str | None, agency: str | None
) -> None:
    read = read_credit_line(line, labelled=True)
    assert (read.caption, read.credit, read.photographer, read.agency) == (caption, credit, photographer, agency)


@given(st.text(max_size=300), st.sampled_from([True, False, None]))
def test_any_line_can_be_read(line: str, labelled: bool | None) -> None:
    read = read_credit_line(line, labelled=labelled)
    for value in read:
        assert value is None or value.strip() == value != ""
    if read.credit is None:
        assert read.photographer is None and read.agency is None


@pytest.mark.parametrize(
    "said", ["Barack Obama. The president speaks to the nation", "Angela Merkel | Die Kanzlerin spricht vor Leuten"]
)
def test_whom_the_caption_goes_on_to_tell_of_is_no_photographer(said: str) -> None:
    read = read_credit_line(f"Photo: {said}")
    assert (read.caption, read.credit, read.photographer) == (said, None, None)
    told = read_credit_line("Photo: Jane Roe. The boats go out of the harbour at dawn")
    assert (told.caption, told.photographer) == ("The boats go out of the harbour at dawn", "Jane Roe")


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Photo by Jane Roe.", "The mayor speaks at the harbour on Monday."),
        ("Photo: Jane Roe.", "The singer performed at the harbour on Monday."),
        ("Photo by Jane Roe.", "The director of the museum opens the hall."),
        ("Foto von Jane Roe.", "Der Präsident spricht am Hafen."),
        ("Foto: Jane Roe.", "Der Präsident spricht am Hafen."),
    ],
)
def test_a_photographer_before_a_caption_of_an_office(label: str, told: str) -> None:
    read = read_credit_line(f"{label} {told}")
    assert (read.caption, read.photographer) == (told, "Jane Roe")
