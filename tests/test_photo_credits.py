"""Photos with their caption, credit and makers, whichever of these a page printed and where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper.items import Photo
from qiosk_scraper.normalise.credits import complete_photo


@pytest.mark.parametrize(
    ("photo", "caption", "credit", "line", "photographer", "agency"),
    [
        (
            Photo("lead", caption="Boats at dawn.", credit="(Leo Park/AP)"),
            "Boats at dawn.",
            "Leo Park/AP",
            "(Leo Park/AP)",
            "Leo Park",
            "AP",
        ),
        (
            Photo("lead", caption="Boats at dawn. (Leo Park/AP)"),
            "Boats at dawn.",
            "Leo Park/AP",
            "Boats at dawn. (Leo Park/AP)",
            "Leo Park",
            "AP",
        ),
        (
            Photo("lead", caption="Boats at dawn. Photo: Leo Park", credit="Photo: Leo Park"),
            "Boats at dawn.",
            "Leo Park",
            "Photo: Leo Park",
            "Leo Park",
            None,
        ),
        (
            Photo("lead", caption="Boats at dawn. (AP Photo/Leo Park)", credit="Leo Park - staff, AP"),
            "Boats at dawn.",
            "Leo Park - staff, AP",
            "Leo Park - staff, AP",
            "Leo Park",
            "AP",
        ),
        (
            Photo("lead", caption="Boats at dawn.", credit="AP Foto/Leo Park"),
            "Boats at dawn.",
            "AP Foto/Leo Park",
            "AP Foto/Leo Park",
            "Leo Park",
            "AP",
        ),
        (
            Photo("lead", caption="Boats at dawn — Leo Park", credit="Leo Park"),
            "Boats at dawn",
            "Leo Park",
            "Leo Park",
            "Leo Park",
            None,
        ),
        (
            Photo("lead", caption="Photo by Leo Park", credit="Photo by Leo Park"),
            None,
            "Leo Park",
            "Photo by Leo Park",
            "Leo Park",
            None,
        ),
        (
            Photo("lead", credit="Top photo credit: Boats (Leo Park)"),
            "Boats",
            "Leo Park",
            "Top photo credit: Boats (Leo Park)",
            "Leo Park",
            None,
        ),
        (
            Photo("lead", credit="Leo Park", credit_line="Foto: Leo Park"),
            None,
            "Leo Park",
            "Foto: Leo Park",
            "Leo Park",
            None,
        ),
        (
            Photo("lead", caption="Boats at dawn, near the old quay.", credit="Photo by LEO PARK"),
            "Boats at dawn, near the old quay.",
            "LEO PARK",
            "Photo by LEO PARK",
            "LEO PARK",
            None,
        ),
        (
            Photo("lead", caption="Boats at dawn. /AFP via Getty Images", credit="Photo by LEO PARK"),
            "Boats at dawn.",
            "LEO PARK /AFP via Getty Images",
            "Photo by LEO PARK /AFP via Getty Images",
            "LEO PARK",
            "AFP via Getty Images",
        ),
        (
            Photo("inline", caption="The view at Harbour Museum", credit="Courtesy of Harbour Museum"),
            "The view at Harbour Museum",
            "Harbour Museum",
            "Courtesy of Harbour Museum",
            None,
            "Harbour Museum",
        ),
        (Photo("inline", url="https://a.example/x.jpg", alt="Leo Park/AP"), None, None, None, None, None),
    ],
)
def test_photo_is_completed(
    photo: Photo,
    caption: str | None,
    credit: str | None,
    line: str | None,
    photographer: str | None,
    agency: str | None,
) -> None:
    done = complete_photo(photo)
    assert (done.caption, done.credit, done.credit_line, done.photographer, done.agency) == (
        caption,
        credit,
        line,
        photographer,
        agency,
    )
    assert (done.role, done.url, done.alt) == (photo.role, photo.url, photo.alt)
    assert complete_photo(done) == done


@given(st.text(alphabet="Photo by:/()[]|— .AP©é\n", max_size=120), st.text(alphabet="Leo Park/AP(). ", max_size=60))
def test_completing_never_raises(caption: str, credit: str) -> None:
    done = complete_photo(Photo("lead", caption=caption, credit=credit))
    assert done.alt is None
