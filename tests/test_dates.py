"""Dates in the forms that pages print, their zones, and those refused."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qiosk_scraper import parse
from qiosk_scraper.normalise.dates import instant

NEW_YORK = "America/New_York"
NOON = "2025-03-28T12:00:00+00:00"


@pytest.mark.parametrize(
    "raw",
    [
        "2025-03-28T12:00:00Z",
        "2025-03-28T12:00:00.123Z",
        "2025-03-28T12:00:00+00:00",
        "2025-03-28T14:00:00+0200",
        "2025-03-28T13:00+01",
        "2025-03-28 12:00:00 UTC",
        "2025-03-28 12:00:00 +0000 UTC",
        "20250328T120000Z",
        "2025/03/28 12:00 GMT",
        "Fri, 28 Mar 2025 12:00:00 GMT",
        "Fri, 28 Mar 2025 08:00:00 -0400",
        "28 Mar 25 12:00:00 GMT",
        "Fri Mar 28 08:00:00 EDT 2025",
        "Fri Mar 28 2025 12:00:00 GMT+0000 (Coordinated Universal Time)",
        "March 28, 2025 8:00AM ET",
        "28 марта 2025, 15:00 МСК",
        "28.03.2025 15:00 (МСК)",
        "March 28, 2025 at 8:00 a.m. EDT",
        "Published: Mar. 28, 2025, 7:00 am EST",
        "8:00 AM EDT, Fri March 28, 2025",
        "Friday, March 28, 2025 - 12:00 GMT",
        "28. März 2025, 13:00 Uhr MEZ",
        "28 mars 2025 à 13h00 CET",
        "28 de marzo de 2025, 12:00 GMT",
        "28 марта 2025 15:00 MSK",
        "2025年3月28日 21:00 JST",
        "2025. március 28. 13:00 CET",
        "1743163200",
        "1743163200000",
        "1743163200.5",
        "Mar 28, 2025 12 p.m. UTC",
    ],
)
def test_one_instant_in_many_forms(raw: str) -> None:
    moment = instant(raw)
    assert moment is not None
    assert moment == (NOON, ())


@pytest.mark.parametrize(
    ("raw", "zone", "iso", "flags"),
    [
        ("05.04.2025 - Güncelleme : 05.04.2025", "UTC", "2025-04-05T00:00:00+00:00", ("date_only",)),
        ("2025-03-28", "UTC", "2025-03-28T00:00:00+00:00", ("date_only",)),
        ("2025-03-28", NEW_YORK, "2025-03-28T04:00:00+00:00", ("date_only",)),
        ("2025-01-28", NEW_YORK, "2025-01-28T05:00:00+00:00", ("date_only",)),
        ("March 28, 2025", NEW_YORK, "2025-03-28T04:00:00+00:00", ("date_only",)),
        ("28 Mar 2025 08:00", NEW_YORK, NOON, ("date_no_zone",)),
        ("2025-03-28T08:00:00", NEW_YORK, NOON, ("date_no_zone",)),
        ("2025-03-28T08:00:00", "No/Such_Zone", "2025-03-28T08:00:00+00:00", ("date_no_zone",)),
        ("August 12, 2024 9:09PM ET", "UTC", "2024-08-13T01:09:00+00:00", ()),
        ("January 12, 2024 9:09PM ET", "UTC", "2024-01-13T02:09:00+00:00", ()),
        ("2016-12-31T23:59:60Z", "UTC", "2017-01-01T00:00:00+00:00", ()),
        ("2024-12-31T24:00:00Z", "UTC", "2025-01-01T00:00:00+00:00", ()),
        ("March 3, 2024, 12:30 a.m. GMT", "UTC", "2024-03-03T00:30:00+00:00", ()),
        ("2038-01-19T03:14:08Z", "UTC", "2038-01-19T03:14:08+00:00", ()),
    ],
)
def test_zone_and_flags(raw: str, zone: str, iso: str, flags: tuple[str, ...]) -> None:
    assert instant(raw, zone) == (iso, flags)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "yesterday",
        "2 hours ago",
        "0001-01-01T00:00:00Z",
        "99999-01-01",
        "2025-13-01",
        "2025-02-30",
        "2025-03-28T25:00:00Z",
        "2025-03-28T12:61:00Z",
        "2025-03-28T12:00:00+99:99",
        "March 2025",
        "12:00",
        "no date",
        "3/4/2025",
        "2025",
        "Lorem 12, 2025",
        "x" * 5000,
    ],
)
def test_refused(raw: str) -> None:
    assert instant(raw) is None


@pytest.mark.parametrize(
    ("raw", "language", "day"),
    [
        ("3/4/2025", "en-US", "2025-03-04"),
        ("3/4/2025", "en", "2025-03-04"),
        ("3/4/2025", "en-GB", "2025-04-03"),
        ("3/4/2025", "fr", "2025-04-03"),
        ("28/3/2025", None, "2025-03-28"),
        ("3/28/2025", None, "2025-03-28"),
        ("03.04.2025", None, "2025-04-03"),
        ("4/4/2025", None, "2025-04-04"),
    ],
)
def test_day_and_month_are_never_swapped(raw: str, language: str | None, day: str) -> None:
    moment = instant(raw, language=language)
    assert moment is not None
    assert moment.iso[:10] == day


@pytest.mark.parametrize(
    "raw",
    [
        "24 giugno 2022",
        "24. Juni 2022",
        "24 juin 2022",
        "24 de junio de 2022",
        "24 de junho de 2022",
        "24 juni 2022",
        "24 czerwca 2022",
        "24 июня 2022",
        "24 Haziran 2022",
        "24. června 2022",
        "24 kesäkuuta 2022",
        "24 iunie 2022",
        "24 червня 2022",
        "24-Jun-2022",
        "24th June 2022",
        "June 24th, 2022",
        "2022년 6월 24일",
    ],
)
def test_month_names(raw: str) -> None:
    moment = instant(raw)
    assert moment is not None
    assert moment.iso.startswith("2022-06-24")


@pytest.mark.parametrize(
    ("raw", "language", "iso"),
    [
        ("الأربعاء، 12 مارس 2025 02:07 م", "ar", "2025-03-12T14:07"),
        ("١٢ آذار/مارس ٢٠٢٥ ٠٢:٠٧ ص", "ar", "2025-03-12T02:07"),
        ("الأربعاء 12 رمضان 1446 هـ - 12 مارس 2025 م", "ar", "2025-03-12T00:00"),
        ("چهارشنبه / ۲۲ اسفند ۱۴۰۳ / ۱۴:۰۷", "fa", "2025-03-12T14:07"),
        ("۱۴۰۳/۱۲/۲۲ - ۱۴:۰۷", "fa", "2025-03-12T14:07"),
        ("۱ فروردین ۱۴۰۹", "fa", "2030-03-21T00:00"),
        ("بدھ 12 مارچ 2025", "ur", "2025-03-12T00:00"),
        ("12 במרץ 2025, 14:07", "he", "2025-03-12T14:07"),
        ("बुधवार, 12 मार्च 2025 02:07 PM", "hi", "2025-03-12T14:07"),
        ("প্রকাশ: ১২ মার্চ ২০২৫, ১৪: ০৭", "bn", "2025-03-12T14:07"),
        ("วันพุธที่ 12 มีนาคม พ.ศ. 2568 เวลา 14.07 น.", "th", "2025-03-12T14:07"),
        ("12 มี.ค. 2568 14:07 น.", "th", "2025-03-12T14:07"),
        ("14:07 ngày 12 tháng 3 năm 2025", "vi", "2025-03-12T14:07"),
        ("2025年（令和7年）3月12日 午後2時7分更新", "ja", "2025-03-12T14:07"),
        ("令和元年5月1日", "ja", "2019-05-01T00:00"),
        ("民國114年3月12日 14點07分", "zh", "2025-03-12T14:07"),
        ("2025년 3월 12일 오후 2시 7분", "ko", "2025-03-12T14:07"),
        ("12 март 2025, 14:07", "bg", "2025-03-12T14:07"),
        ("12. ožujka 2025. 14:07", "hr", "2025-03-12T14:07"),
        ("12. listopada 2025. 14:07", "hr", "2025-10-12T14:07"),
        ("12 listopada 2025, 14:07", "pl", "2025-11-12T14:07"),
        ("12 Kasım 2025", "tr", "2025-11-12T00:00"),
        ("Jumatano, Machi 12, 2025", "sw", "2025-03-12T00:00"),
        ("12 Ogos 2025", "ms", "2025-08-12T00:00"),
    ],
)
def test_scripts_and_calendars(raw: str, language: str, iso: str) -> None:
    moment = instant(raw, language=language)
    assert moment is not None
    assert moment.iso[:16] == iso


def test_year_of_the_hijra_is_not_guessed() -> None:
    assert instant("12 رمضان 1446") is None
    assert instant("١٤٤٦/٠٩/١٢") is None


@given(st.datetimes(min_value=datetime(1800, 1, 1), max_value=datetime(2190, 1, 1), timezones=st.timezones()))
def test_iso_comes_back(when: datetime) -> None:
    when = when.replace(microsecond=0)
    offset = when.utcoffset()
    assert offset is not None
    if offset.total_seconds() % 60 == 0:
        moment = instant(when.isoformat())
        assert moment is not None
        assert datetime.fromisoformat(moment.iso) == when.astimezone(UTC)


@given(st.text(max_size=80), st.text(max_size=20))
def test_any_text_is_a_date_or_none(raw: str, zone: str) -> None:
    moment = instant(raw, zone)
    assert moment is None or datetime.fromisoformat(moment.iso).utcoffset() is not None


@pytest.mark.parametrize(
    ("printed", "language", "day"),
    [
        ("۱۴۴۶/۹/۱۲", "fa", None),
        ("۱۴۴۶-۰۹-۱۲", "ur", None),
        ("۱۴۰۳/۱۲/۲۲", "fa", "2025-03-12"),
        ("12 มี.ค. 68 10:30 น.", "th", "2025-03-12"),
    ],
)
def test_a_year_of_the_hijra_is_not_guessed_and_a_short_thai_one_is_buddhist(
    printed: str, language: str, day: str | None
) -> None:
    found = instant(printed, "UTC", language)
    assert (found.iso[:10] if found else None) == day


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("<p>The charter was last updated on 12 March 1998.</p>", None),
        ("<span>Prices updated 3 March 2024</span>", None),
        ("<p class='meta'>Updated 3 March 2024</p>", "2024-03-03"),
        ("<div>Published 2 March 2024, last updated 3 March 2024</div>", "2024-03-03"),
    ],
)
def test_an_update_is_told_in_a_line_of_its_own(line: str, day: str | None) -> None:
    text = "<p>The tide came in over the flats and the boats went out again before noon on that day.</p>" * 6
    found = parse(
        f"<html lang='en'><head><title>The tide</title></head><body><main><article><h1>The tide came in</h1>{line}"
        f"<div>{text}</div></article></main></body></html>",
        "https://ledger.example/news/the-tide-came-in-4711",
    )
    assert (found.modified[:10] if found.modified else None) == day


@pytest.mark.parametrize(
    ("printed", "language", "iso"),
    [
        ("04.03.26, 21:30", "he", "2026-03-04T21:30:00+00:00"),
        ("04/03/26 21:30", "it", "2026-03-04T21:30:00+00:00"),
        ("04/03/26 09:30 PM", "en-US", "2026-04-03T21:30:00+00:00"),
        ("04/03/26", None, None),
        ("26.03.04", "ko", None),  # the year stands first there
        ("6.12.10", "de", None),
        ("release 12.10.24.1", "de", None),
    ],
)
def test_a_year_of_two_figures(printed: str, language: str | None, iso: str | None) -> None:
    found = instant(printed, "UTC", language)
    assert (found.iso if found else None) == iso
